// `segform fmt [files..]`: rewrites .seg files in canonical layout, or says which ones are not; offline.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { limits } from '../../compiler/syntax/limits.ts';
import { formatFile } from '../../format/format-file.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readTextUpTo, tooLarge, writeText } from '../files.ts';
import { changedLines, changesHint } from '../output/line-diff.ts';
import { plural } from '../output/quantities.ts';
import { faultsFailure } from '../project/findings.ts';
import { loadForCommand } from '../project/open-project.ts';
import { failureOf } from '../render-error.ts';

export const fmt: Command = {
  name: 'fmt',
  description:
    'Rewrites .seg files in the one canonical layout and prints the names of those that changed. Comments stay.\nFiles with syntax errors are left alone. Without arguments: all files of the project.',
  positionals: [
    {
      name: 'files',
      description: '.seg files or folders; `-` reads standard input and writes to standard output',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      name: 'check',
      kind: 'flag',
      description: 'write nothing, show what differs; end with 10 if a file is in another layout',
    },
  ],
  examples: [
    { line: 'segform fmt', meaning: 'the whole project' },
    { line: 'segform fmt --check', meaning: 'in continuous integration' },
    { line: 'segform fmt - < a.seg', meaning: 'for editors: text in, text out' },
  ],
  stopsByItself: false,
  run: formatFiles,
};

/** More bytes are more characters than a file may have, whatever they are. */
const mostBytes = 3 * limits.characters + 3;

interface Formatted {
  readonly file: SourceFile;
  /** Undefined when the file has syntax errors. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

async function formatFiles(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const given = args.list('files');
  if (given.length === 1 && given[0] === '-') return formatInput(context, args.flag('check'));
  const { directory, files } = await filesToFormat(context, given);
  context.progress.step(`formatting ${plural(files.length, 'file')}`);
  const formatted = files.map(formatOne);
  const changed = formatted.filter(isChanged);
  if (args.flag('check')) return checked(formatted);
  for (const { file, text } of changed) {
    await writeText(path.resolve(directory, file.path), text ?? file.text);
  }
  const names = changed.map(({ file }) => file.path);
  const faulty = formatted.some(({ diagnostics }) => diagnostics.length > 0);
  return {
    ...ending(0, formatted),
    result: { files: files.length, changed: names, written: true },
    text: () => names.map((name) => `${name}\n`).join(''),
    hints: () =>
      names.length === 0 && !faulty ? [`${plural(files.length, 'file')} in canonical layout`] : [],
  };
}

/** For editors and pipes: the layout of standard input on standard output. */
async function formatInput({ host }: CommandContext, check: boolean): Promise<Outcome> {
  const bytes = await host.readInput(mostBytes);
  const file = { path: '<standard input>', text: Buffer.from(bytes).toString('utf8') };
  if (bytes.length > mostBytes) throw tooLarge(file.path, bytes.length, mostBytes);
  const formatted = formatOne(file);
  if (check) return checked([formatted]);
  const { text } = formatted;
  return {
    ...ending(0, [formatted]),
    result: { changed: isChanged(formatted), text: text ?? null },
    text: () => text ?? '',
  };
}

/** Names on stdout; what differs is a hint. */
function checked(formatted: readonly Formatted[]): Outcome {
  const differing = formatted.filter(isChanged).map(({ file, text }) => ({
    path: file.path,
    changes: changedLines(file.text, text ?? file.text),
  }));
  const faulty = formatted.some(({ diagnostics }) => diagnostics.length > 0);
  const changed = differing.map((one) => one.path);
  return {
    ...ending(differing.length, formatted),
    result: { files: formatted.length, changed, written: false, differences: differing },
    text: () => changed.map((name) => `${name}\n`).join(''),
    hints: (colours) =>
      differing.length === 0 && !faulty
        ? [`${plural(formatted.length, 'file')} in canonical layout`]
        : differing.flatMap((one) => changesHint(one.path, one.changes, colours)),
  };
}

function isChanged({ file, text }: Formatted): boolean {
  return text !== undefined && text !== file.text;
}

function formatOne(file: SourceFile): Formatted {
  const { text, diagnostics } = formatFile(file);
  return { file, text, diagnostics };
}

function ending(
  differing: number,
  formatted: readonly Formatted[],
): Pick<Outcome, 'exitCode' | 'failure' | 'diagnostics'> {
  const diagnostics = formatted.flatMap((one) => one.diagnostics);
  const sources = formatted.map(({ file }) => file);
  const failure =
    faultsFailure(diagnostics) ??
    (differing === 0
      ? undefined
      : failureOf(operationalError(commandLine.layoutDiffers, { files: differing })));
  return {
    ...(failure === undefined
      ? { exitCode: exitCodes.done }
      : { exitCode: exitCodes.diagnostics, failure }),
    ...(diagnostics.length === 0
      ? {}
      : { diagnostics: { diagnostics, sources, stream: 'stderr' } }),
  };
}

interface FilesToFormat {
  /** What the paths of the files are relative to. */
  readonly directory: string;
  readonly files: readonly SourceFile[];
}

/** The given files and folders, which need no project; else all files of the project. */
async function filesToFormat(
  context: CommandContext,
  given: readonly string[],
): Promise<FilesToFormat> {
  if (given.length === 0) {
    const { directory, sources } = loadForCommand(context, false);
    return { directory, files: sources };
  }
  const { directory } = context.host;
  const paths = [...new Set(given.flatMap((word) => segFilesAt(directory, word)))];
  const files = await Promise.all(
    paths.map(async (file) => ({
      path: file,
      text: await readTextUpTo(path.resolve(directory, file), mostBytes),
    })),
  );
  return { directory, files };
}

function segFilesAt(directory: string, word: string): readonly string[] {
  const absolute = path.resolve(directory, word);
  if (!existsSync(absolute) || !statSync(absolute).isDirectory()) return [word];
  const found = globSync(['**/*.seg'], { cwd: absolute, ignore: ['**/node_modules/**'] });
  return found.toSorted().map((file) => path.join(word, file));
}
