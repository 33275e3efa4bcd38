// Arguments → command, its checked arguments and the global options. Wrong usage is thrown as an OperationalError.
import yargs, { type Argv } from 'yargs';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type {
  CommandDeclaration,
  CommandEntry,
  OptionDeclaration,
} from '../command-declaration.ts';
import { type RawArguments, checkArguments } from './check-arguments.ts';
import { commandArguments, type CommandArguments } from './command-arguments.ts';
import { globalOptions } from './global-options.ts';

export interface ParsedCommandLine<C extends CommandDeclaration> {
  /** Undefined: help about the whole program was asked for. */
  readonly command: C | undefined;
  readonly help: boolean;
  readonly version: boolean;
  readonly args: CommandArguments;
}

/** Reads the arguments of the process; loads only the command they name. Options may stand before or after it; `--` ends them. */
export async function parseArguments<C extends CommandDeclaration>(
  args: readonly string[],
  commands: readonly CommandEntry<C>[],
): Promise<ParsedCommandLine<C>> {
  let chosen: C | undefined;
  const parser = yargs([])
    .locale('en')
    .exitProcess(false)
    .help(false)
    .version(false)
    .parserConfiguration({
      'boolean-negation': true,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
    })
    .fail(false);
  for (const option of globalOptions) declare(parser, option);
  parser.alias('help', 'h');
  for (const entry of commands) {
    parser.command(oneWord(entry.name), entry.summary, async (scoped) => {
      chosen = await entry.load();
      for (const option of chosen.options) declare(scoped, option);
      return scoped;
    });
  }
  try {
    const raw: RawArguments = await parser.parseAsync([...joined(args, commands)]);
    return await (chosen === undefined ? withoutCommand(raw, commands) : withCommand(chosen, raw));
  } catch (error) {
    throw parserFault(error, chosen?.options ?? []) ?? error;
  }
}

function oneWord(name: string): string {
  return name.replace(' ', '-');
}

/** The two words of a command such as `test new` as one, where they are the command. */
function joined(
  args: readonly string[],
  commands: readonly { readonly name: string }[],
): readonly string[] {
  const names = commands.map(({ name }) => name);
  const firstWords = names.map((name) => name.split(' ')[0]);
  const at = args.findIndex((word) => firstWords.includes(word));
  const name = args.slice(at, at + 2).join(' ');
  if (at === -1 || !names.includes(name)) return args;
  return [...args.slice(0, at), oneWord(name), ...args.slice(at + 2)];
}

function declare(parser: Argv, option: OptionDeclaration): void {
  parser.option(option.name, {
    type: option.kind === 'flag' ? 'boolean' : 'string',
    requiresArg: option.kind !== 'flag',
  });
}

/** The usage error for what the parser itself finds: an option without its value. */
function parserFault(error: unknown, options: readonly OptionDeclaration[]): Error | undefined {
  const message = error instanceof Error ? error.message : '';
  const name = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const option = [...globalOptions, ...options].find((known) => known.name === name);
  return operationalError(commandLine.badOptionValue, {
    option: `--${name}`,
    problem: 'needs a value',
    example: `--${name} <${option?.value ?? 'value'}>`,
  });
}

const noValues: ReadonlyMap<string, never> = new Map<string, never>();
const noArguments = commandArguments(noValues);

function isSet(flag: unknown): boolean {
  return flag === true || (Array.isArray(flag) && flag.at(-1) === true);
}

function withCommand<C extends CommandDeclaration>(
  command: C,
  raw: RawArguments,
): ParsedCommandLine<C> {
  const asked = { help: isSet(raw['help']), version: isSet(raw['version']) };
  const values = asked.help || asked.version ? noValues : checkArguments(command, raw);
  return { command, ...asked, args: commandArguments(values) };
}

async function withoutCommand<C extends CommandDeclaration>(
  raw: RawArguments,
  commands: readonly CommandEntry<C>[],
): Promise<ParsedCommandLine<C>> {
  const [word, topic] = raw._.map(String);
  if (word === 'help' && topic !== undefined) {
    const entry = entryOf(topic, commands);
    return { command: await entry.load(), help: true, version: false, args: noArguments };
  }
  if (word !== undefined && word !== 'help') entryOf(word, commands);
  const help = word === 'help' || isSet(raw['help']);
  const version = isSet(raw['version']);
  if (!help && !version) checkArguments(undefined, raw);
  return { command: undefined, help, version, args: noArguments };
}

/** The command of that name, or the usage error that names the nearest one. */
function entryOf<C extends CommandDeclaration>(
  word: string,
  commands: readonly CommandEntry<C>[],
): CommandEntry<C> {
  const entry = commands.find((known) => oneWord(known.name) === word);
  if (entry !== undefined) return entry;
  const names = commands.map((known) => known.name);
  throw operationalError(commandLine.unknownCommand, {
    word,
    suggestion: didYouMean(word, names)[0],
  });
}
