// The options that every command takes.
import type { CommandDeclaration, OptionDeclaration } from '../command-declaration.ts';

export const globalOptions: readonly OptionDeclaration[] = [
  {
    name: 'project',
    kind: 'text',
    value: 'dir',
    description: 'folder of the project, or its segform.yaml (default: the nearest one upward)',
  },
  {
    name: 'target',
    kind: 'text',
    value: 'name',
    description: 'warehouse to work with (default: default_target of segform.yaml)',
  },
  {
    name: 'now',
    kind: 'text',
    value: 'instant',
    description:
      'the one moment the command works with, such as 2026-01-31T09:00:00Z (default: the clock)',
  },
  {
    name: 'format',
    kind: 'text',
    value: 'text|json',
    choices: ['text', 'json'],
    description: 'text for people, or exactly one JSON object on stdout',
  },
  { name: 'quiet', kind: 'flag', description: 'no hints and no progress' },
  { name: 'verbose', kind: 'flag', description: 'each step of the work as a line on stderr' },
  {
    name: 'color',
    kind: 'flag',
    description:
      'colour even without a terminal; --no-color: never. NO_COLOR and FORCE_COLOR are heeded',
  },
  { name: 'version', kind: 'flag', description: 'show the version' },
  { name: 'help', kind: 'flag', description: 'show this text' },
];

/** The options of every command as this one takes them: it may know more formats. */
export function globalOptionsOf(
  command: CommandDeclaration | undefined,
): readonly OptionDeclaration[] {
  const more = command?.formats ?? [];
  if (more.length === 0) return globalOptions;
  return globalOptions.map((option) => {
    if (option.name !== 'format') return option;
    const choices = [...(option.choices ?? []), ...more];
    const description = `${option.description}; ${more.join(', ')}: for other programs`;
    return { ...option, choices, value: choices.join('|'), description };
  });
}
