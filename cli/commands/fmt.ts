// `segform fmt [files..]`: rewrites .seg files in canonical layout, or says which ones are not; offline.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { SourceFile } from '../../compiler/source.ts';
import { formatFile } from '../../format/format-file.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readText, writeText } from '../files.ts';
import { plural } from '../output/quantities.ts';
import { faultsFailure } from '../project/findings.ts';
import { loadForCommand } from '../project/open-project.ts';
import { failureOf } from '../render-error.ts';

export const fmt: Command = {
  name: 'fmt',
  description:
    'Rewrites .seg files in the one canonical layout and prints the names of those that changed. Comments stay.\nFiles with syntax errors are left alone. Without arguments: all files of the project.',
  positionals: [
    { name: 'files', description: '.seg files or folders', required: false, many: true },
  ],
  options: [
    {
      name: 'check',
      kind: 'flag',
      description: 'write nothing; end with 10 if a file is in another layout',
    },
  ],
  examples: [
    { line: 'segform fmt', meaning: 'the whole project' },
    { line: 'segform fmt --check', meaning: 'in continuous integration' },
  ],
  stopsByItself: false,
  run: formatFiles,
};

interface Formatted {
  readonly file: SourceFile;
  /** Undefined when the file has syntax errors. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

async function formatFiles(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const { directory, files } = await filesToFormat(context, args.list('files'));
  context.progress.step(`formatting ${plural(files.length, 'file')}`);
  const formatted = files.map(formatOne);
  const changed = formatted.filter(({ file, text }) => text !== undefined && text !== file.text);
  if (!args.flag('check')) {
    for (const { file, text } of changed) {
      await writeText(path.resolve(directory, file.path), text ?? file.text);
    }
  }
  const names = changed.map(({ file }) => file.path);
  const diagnostics = formatted.flatMap((one) => one.diagnostics);
  return {
    ...ending(args.flag('check') ? names.length : 0, diagnostics),
    result: { files: files.length, changed: names, written: !args.flag('check') },
    text: () => names.map((name) => `${name}\n`).join(''),
    hints: () =>
      names.length === 0 && diagnostics.length === 0
        ? [`${plural(files.length, 'file')} in canonical layout`]
        : [],
    ...(diagnostics.length === 0
      ? {}
      : { diagnostics: { diagnostics, sources: files, stream: 'stderr' } }),
  };
}

function formatOne(file: SourceFile): Formatted {
  const { text, diagnostics } = formatFile(file);
  return { file, text, diagnostics };
}

function ending(
  differing: number,
  diagnostics: readonly Diagnostic[],
): Pick<Outcome, 'exitCode' | 'failure'> {
  const failure =
    faultsFailure(diagnostics) ??
    (differing === 0
      ? undefined
      : failureOf(operationalError(commandLine.layoutDiffers, { files: differing })));
  return failure === undefined
    ? { exitCode: exitCodes.done }
    : { exitCode: exitCodes.diagnostics, failure };
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
      text: await readText(path.resolve(directory, file)),
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
