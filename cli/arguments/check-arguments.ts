// Raw arguments of the parser → values that fit the declaration of the command; anything else is a usage error.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { CommandDeclaration, OptionDeclaration } from '../command-declaration.ts';
import type { ArgumentValue } from './command-arguments.ts';
import { globalOptionsOf } from './global-options.ts';

/** As yargs gives it: `_` holds the command and what follows it, `--` what stands after `--`. */
export interface RawArguments {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

const notOptions = new Set(['_', '$0', '--', 'h']);

/** Values by name, of global options, options and positionals. `command` undefined: only global options are known. */
export function checkArguments(
  command: CommandDeclaration | undefined,
  raw: RawArguments,
): ReadonlyMap<string, ArgumentValue> {
  const known = [...globalOptionsOf(command), ...(command?.options ?? [])];
  const values = new Map<string, ArgumentValue>();
  for (const [name, value] of Object.entries(raw)) {
    if (notOptions.has(name)) continue;
    const option = known.find((candidate) => candidate.name === name);
    const given = Array.isArray(value) ? value.map(asGiven) : [asGiven(value)];
    if (option === undefined || (option.kind !== 'flag' && given.includes(false))) {
      throw unknownOption(name, given.includes(false), command, known);
    }
    values.set(name, optionValue(option, given));
  }
  if (command !== undefined) addPositionals(command, raw, values);
  return values;
}

function asGiven(value: unknown): string | boolean {
  return typeof value === 'boolean' ? value : String(value);
}

function unknownOption(
  name: string,
  negated: boolean,
  command: CommandDeclaration | undefined,
  known: readonly OptionDeclaration[],
): Error {
  const names = known.map((option) => option.name);
  const nearest = didYouMean(name, names)[0];
  const dashes = name.length === 1 ? '-' : '--';
  return operationalError(commandLine.unknownOption, {
    word: negated ? `--no-${name}` : `${dashes}${name}`,
    suggestion: nearest === undefined ? undefined : `--${nearest}`,
    command: command?.name,
  });
}

/** An option that is given again counts as written last, except those with several values, which add up. */
function optionValue(
  option: OptionDeclaration,
  given: readonly (string | boolean)[],
): ArgumentValue {
  const last = given.at(-1);
  switch (option.kind) {
    case 'flag':
      return last === true;
    case 'list':
      return given.flatMap((text) => listItems(option, String(text)));
    case 'repeated':
      return given.map((text) => textValue(option, String(text)));
    case 'count':
      return countValue(option, String(last));
    case 'text':
      return textValue(option, String(last));
  }
}

function textValue(option: OptionDeclaration, text: string): string {
  if (text === '') throw badValue(option, 'needs a value');
  if (option.choices !== undefined && !option.choices.includes(text)) {
    const nearest = didYouMean(text, option.choices)[0];
    const choices = option.choices.map((choice) => `\`${choice}\``).join(' or ');
    throw badValue(option, `must be ${choices}, not \`${text}\``, nearest);
  }
  return text;
}

function countValue(option: OptionDeclaration, text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw badValue(option, `must be a whole number, not \`${text}\``, '50');
  }
  return Number(text);
}

function listItems(option: OptionDeclaration, text: string): readonly string[] {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  if (items.length === 0) throw badValue(option, 'needs a value');
  return items;
}

function badValue(option: OptionDeclaration, problem: string, example?: string): Error {
  const value = example ?? option.choices?.[0] ?? `<${option.value ?? 'value'}>`;
  return operationalError(commandLine.badOptionValue, {
    option: `--${option.name}`,
    problem,
    example: `--${option.name} ${value}`,
  });
}

function addPositionals(
  command: CommandDeclaration,
  raw: RawArguments,
  values: Map<string, ArgumentValue>,
): void {
  const after: readonly unknown[] = Array.isArray(raw['--']) ? raw['--'] : [];
  const given = [...raw._.slice(1), ...after].map(String);
  for (const positional of command.positionals) {
    const taken = given.splice(0, positional.many ? given.length : 1);
    const [first] = taken;
    if (positional.many) values.set(positional.name, taken);
    else if (first !== undefined) values.set(positional.name, first);
    if (first === undefined && positional.required) {
      const problem = `\`segform ${command.name}\` needs <${positional.name}>: ${positional.description}`;
      throw operationalError(commandLine.badArgument, { command: command.name, problem });
    }
  }
  const [extra] = given;
  if (extra === undefined) return;
  const problem = `\`segform ${command.name}\` does not know what to do with \`${extra}\``;
  throw operationalError(commandLine.badArgument, { command: command.name, problem });
}
