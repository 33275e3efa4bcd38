// `segform introspect`: model declarations from the tables of the warehouse, printed or written into the project.
import path from 'node:path';
import { openWarehouse } from '../../dialects/open-warehouse.ts';
import {
  type IntrospectedFile,
  introspect as introspectTables,
} from '../../runtime/introspect/introspect.ts';
import type { CommandArguments } from '../arguments/command-arguments.ts';
import type { Command, CommandContext, Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeText } from '../files.ts';
import { plural } from '../output/quantities.ts';
import { loadForCommand } from '../project/open-project.ts';
import { runnableTarget } from '../project/runnable-target.ts';

const usualFile = 'model/warehouse.seg';

export const introspect: Command = {
  name: 'introspect',
  description:
    'Writes declarations of objects for the tables of the warehouse: keys, types and relations as far as the data show them.\nWhat people wrote stays: only tables and columns that no declaration has are added. Without --out nothing is written.',
  positionals: [
    {
      name: 'tables',
      description: 'names or globs of tables, such as crm.*',
      required: false,
      many: true,
    },
  ],
  options: [
    {
      name: 'out',
      kind: 'text',
      value: 'file',
      description: `write into the project; new tables go to this file, such as ${usualFile}`,
    },
  ],
  examples: [
    { line: 'segform introspect', meaning: 'print what would be written' },
    {
      line: `segform introspect "crm.*" --out ${usualFile}`,
      meaning: 'declare the tables of one schema',
    },
  ],
  stopsByItself: false,
  run: introspectWarehouse,
};

async function introspectWarehouse(
  context: CommandContext,
  args: CommandArguments,
): Promise<Outcome> {
  const loaded = loadForCommand(context, true, true);
  const target = runnableTarget(context, loaded);
  context.progress.step(`reading the tables of ${target.name}`);
  const out = args.text('out');
  const tables = args.list('tables');
  const files = await introspectTables({
    target,
    openWarehouse,
    sources: loaded.sources,
    path: out === undefined ? usualFile : insideProject(context, loaded.directory, out),
    tables: tables.length === 0 ? undefined : tables,
  });
  if (out !== undefined) {
    for (const file of files) await writeText(path.join(loaded.directory, file.path), file.text);
  }
  return {
    exitCode: exitCodes.done,
    result: { written: out !== undefined, files },
    text: () => filesText(files, out !== undefined, tables),
    hints: () =>
      out === undefined && files.length > 0
        ? ['', `Nothing is written; --out ${usualFile} writes it.`]
        : files.length > 0
          ? ['', `Next:  segform check${context.repeatedOptions}`]
          : [],
  };
}

/** `--out` is relative to the current folder, the runtime's paths to the project. */
function insideProject(context: CommandContext, directory: string, out: string): string {
  const absolute = path.resolve(context.host.directory, out);
  return path.relative(directory, absolute).split(path.sep).join('/');
}

function filesText(
  files: readonly IntrospectedFile[],
  written: boolean,
  asked: readonly string[],
): string {
  if (files.length === 0) {
    return asked.length === 0
      ? 'every table and column is declared\n'
      : 'no table that matches lacks a declaration\n';
  }
  if (!written) return files.map((file) => `// ${file.path}\n${file.text}`).join('\n');
  return files
    .map(({ path: file, tables, columns }) => {
      const added = [
        ...(tables.length > 0 ? [plural(tables.length, 'table')] : []),
        ...(columns.length > 0 ? [plural(columns.length, 'column')] : []),
      ].join(' and ');
      return `wrote ${file}: ${added}\n`;
    })
    .join('');
}
