// SEG68xx and SEG78xx: what the command line finds about arguments, files it writes and the outcome of a command.
// SEG6 ends with exit code 2 unless said otherwise, SEG7 with a code of its own.
import { entry } from '../catalogue-entry.ts';

/** `suggestion` is the nearest word that exists. */
export interface UnknownWord {
  readonly word: string;
  readonly suggestion: string | undefined;
}

const didYouMean = ({ suggestion }: UnknownWord, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean \`${suggestion}\`?`;

const words = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');

export const commandLine = {
  unknownCommand: entry<UnknownWord>({
    code: 'SEG6801',
    slug: 'unknown-command',
    severity: 'error',
    message: ({ word }) => `there is no command \`${word}\``,
    help: (args) => didYouMean(args, 'Run `segform --help` for the list of commands.'),
  }),
  unknownOption: entry<UnknownWord & { readonly command: string | undefined }>({
    code: 'SEG6802',
    slug: 'unknown-option',
    severity: 'error',
    message: ({ word, command }) => `\`${words('segform', command)}\` has no option \`${word}\``,
    help: (args) =>
      didYouMean(args, `Run \`${words('segform', args.command, '--help')}\` for its options.`),
  }),
  badOptionValue: entry<{
    readonly option: string;
    readonly problem: string;
    readonly example: string;
  }>({
    code: 'SEG6803',
    slug: 'bad-option-value',
    severity: 'error',
    message: ({ option, problem }) => `option \`${option}\` ${problem}`,
    help: ({ example }) => `Write for example \`${example}\`.`,
  }),
  badArgument: entry<{ readonly command: string | undefined; readonly problem: string }>({
    code: 'SEG6804',
    slug: 'bad-argument',
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ command }) => `Run \`${words('segform', command, '--help')}\` for what it takes.`,
  }),
  unknownSelection: entry<UnknownWord>({
    code: 'SEG6805',
    slug: 'unknown-selection',
    severity: 'error',
    message: ({ word }) => `no segment matches \`${word}\``,
    help: (args) =>
      didYouMean(
        args,
        'A selector is a name, a glob such as `win_*`, `object:`, `label:`, `owner:` or `path:` with a value, `+name` or `name+`.',
      ),
  }),
  notYet: entry<{ readonly what: string; readonly instead: string }>({
    code: 'SEG6806',
    slug: 'not-in-this-version',
    severity: 'error',
    message: ({ what }) => `${what} is not part of this version of Segform`,
    help: ({ instead }) => instead,
  }),
  folderNotEmpty: entry<{ readonly folder: string }>({
    code: 'SEG6807',
    slug: 'folder-not-empty',
    severity: 'error',
    message: ({ folder }) => `the folder \`${folder}\` is not empty`,
    help: () =>
      'Name a new folder, or add `--force` to write only the files that are not there yet.',
  }),
  fileInaccessible: entry<{ readonly path: string; readonly problem: string }>({
    code: 'SEG6808',
    slug: 'file-inaccessible',
    severity: 'error',
    message: ({ path, problem }) => `\`${path}\`: ${problem}`,
  }),
  unknownCode: entry<{ readonly code: string }>({
    code: 'SEG6809',
    slug: 'unknown-code',
    severity: 'error',
    message: ({ code }) => `there is no diagnostic \`${code}\``,
    help: () => 'Copy the code from the message: it stands in brackets, such as `error[SEG2001]`.',
  }),
  faultsFound: entry<{ readonly errors: number; readonly files: number }>({
    code: 'SEG6810',
    slug: 'faults-found',
    severity: 'error',
    message: ({ errors, files }) =>
      `${errors} ${errors === 1 ? 'error' : 'errors'} in ${files} ${files === 1 ? 'file' : 'files'}`,
    help: () => 'Run `segform explain` with a code for the long form of a message.',
  }),
  layoutDiffers: entry<{ readonly files: number }>({
    code: 'SEG6811',
    slug: 'layout-differs',
    severity: 'error',
    message: ({ files }) =>
      files === 1
        ? '1 file is not in canonical layout'
        : `${files} files are not in canonical layout`,
    help: () => 'Run `segform fmt` to rewrite them.',
  }),
  diskFull: entry<{ readonly path: string }>({
    code: 'SEG7801',
    slug: 'no-space-for-file',
    severity: 'error',
    message: ({ path }) => `no space left on the device while writing \`${path}\``,
    help: () => 'Free some space and run the command again; what was complete before is untouched.',
  }),
  someSegmentsFailed: entry<{ readonly failed: number; readonly of: number }>({
    code: 'SEG7802',
    slug: 'some-segments-failed',
    severity: 'error',
    message: ({ failed, of }) => `${failed} of ${of} segments failed`,
    help: () => 'They keep their last good membership; the others are refreshed.',
  }),
  segmentsDrifted: entry<{ readonly drifted: number; readonly of: number }>({
    code: 'SEG7805',
    slug: 'segments-drifted',
    severity: 'error',
    message: ({ drifted, of }) =>
      `refreshes before had missed changes of ${drifted} of ${of} segments`,
    help: () =>
      'They are right now. SEG7024 names the objects whose rows changed although their tables declare otherwise.',
  }),
  guardHeld: entry<{ readonly held: number; readonly of: number }>({
    code: 'SEG7803',
    slug: 'guard-held',
    severity: 'error',
    message: ({ held, of }) => `a guard held ${held} of ${of} segments`,
    help: () =>
      'They keep their last membership. If the change is right, run again with `--override-guards` and the name of the segment.',
  }),
  interrupted: entry<{ readonly signal: string }>({
    code: 'SEG7804',
    slug: 'interrupted',
    severity: 'error',
    message: ({ signal }) => `stopped by ${signal}`,
    help: () => 'Nothing is half-written; run the command again when you like.',
  }),
} as const;
