// The text of --help, from the declarations of the commands.
import { globalOptions, globalOptionsOf } from '../arguments/global-options.ts';
import type { CommandDeclaration, OptionDeclaration } from '../command-declaration.ts';
import type { Colours } from './colours.ts';

export function renderProgramHelp(
  commands: readonly { readonly name: string; readonly summary: string }[],
  colours: Colours,
): string {
  return sections([
    'Segments as code: .seg files are checked, compiled to SQL and kept fresh in the warehouse.',
    section('Usage', ['segform <command> [options]'], colours),
    section('Commands', aligned(commands.map((entry) => [entry.name, entry.summary])), colours),
    section('Options of every command', optionLines(globalOptions), colours),
    section(
      'Start here',
      aligned([
        ['segform init shop', 'a working project with sample data'],
        ['segform refresh --project shop', 'its segments, computed and kept'],
        ['segform <command> --help', 'a command with its options and examples'],
      ]),
      colours,
    ),
  ]);
}

export function renderCommandHelp(command: CommandDeclaration, colours: Colours): string {
  const positionals = command.positionals.map((positional) => {
    const name = positional.many ? `${positional.name}..` : positional.name;
    return { name: positional.required ? `<${name}>` : `[${name}]`, of: positional };
  });
  const usage = ['segform', command.name, ...positionals.map(({ name }) => name), '[options]'];
  return sections([
    section('Usage', [usage.join(' ')], colours),
    command.description,
    section(
      'Arguments',
      aligned(positionals.map(({ name, of }) => [name, of.description])),
      colours,
    ),
    section('Options', optionLines(command.options), colours),
    section('Options of every command', optionLines(globalOptionsOf(command)), colours),
    section(
      'Examples',
      command.examples.flatMap(({ line, meaning }) => [line, `    ${meaning}`]),
      colours,
    ),
  ]);
}

function optionLines(options: readonly OptionDeclaration[]): readonly string[] {
  return aligned(
    options.map((option) => {
      const value = option.kind === 'flag' ? '' : ` <${option.value ?? 'value'}>`;
      return [`--${option.name}${value}`, option.description];
    }),
  );
}

function aligned(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `${left.padEnd(width)}  ${right}`);
}

function section(title: string, lines: readonly string[], colours: Colours): string {
  if (lines.length === 0) return '';
  return [colours.bold(title), ...lines.map((line) => `  ${line}`)].join('\n');
}

function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
