// `segform init [dir]`: writes a small project with sample data that checks and refreshes at once.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeText } from '../files.ts';
import { sampleData } from '../init/sample-data.ts';
import { sampleProject } from '../init/sample-project.ts';
import { plural } from '../output/quantities.ts';

export const init: Command = {
  name: 'init',
  description:
    'Writes a small project that works at once: a model, five segments, and CSV files with a few hundred rows\nwhose history ends now (or at --now). Existing files are never changed.',
  positionals: [
    {
      name: 'dir',
      description: 'folder to write to (default: the current one)',
      required: false,
      many: false,
    },
  ],
  options: [
    {
      name: 'force',
      kind: 'flag',
      description: 'also in a folder that is not empty; writes only what is not there',
    },
  ],
  examples: [
    { line: 'segform init shop', meaning: 'a new project in the folder shop' },
    {
      line: 'segform init shop --now 2026-01-31T09:00:00Z',
      meaning: 'the same bytes on every machine',
    },
  ],
  stopsByItself: false,
  run: initialise,
};

async function initialise(context: CommandContext, args: CommandArguments): Promise<Outcome> {
  const given = args.text('dir');
  const folder = path.resolve(context.host.directory, given ?? '.');
  if (!args.flag('force') && !(await isEmpty(folder))) {
    throw operationalError(commandLine.folderNotEmpty, { folder: given ?? '.' });
  }
  const now = context.givenNow ?? context.host.now();
  const files = [...sampleProject(projectName(folder)), ...sampleData(now)];
  const written: string[] = [];
  const kept: string[] = [];
  for (const file of files) {
    const target = path.join(folder, file.path);
    if (existsSync(target)) {
      kept.push(file.path);
      continue;
    }
    await writeText(target, file.text);
    written.push(file.path);
  }
  const option = given === undefined ? '' : ` --project ${given}`;
  return {
    exitCode: exitCodes.done,
    result: { directory: folder, now, written, kept },
    text: () =>
      [...written.map((file) => `wrote ${file}`), ...kept.map((file) => `kept  ${file}`), ''].join(
        '\n',
      ),
    hints: () => [
      '',
      `${plural(written.length, 'file')} written to ${given ?? '.'}. Next:`,
      `  segform test${option}`,
      `  segform refresh${option}`,
      `  segform show win_back${option}`,
    ],
  };
}

async function isEmpty(folder: string): Promise<boolean> {
  if (!existsSync(folder)) return true;
  return (await readdir(folder)).length === 0;
}

/** The folder's name as a name of the language. */
function projectName(folder: string): string {
  const name = path
    .basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[a-z]/.test(name) ? name : 'my_shop';
}
