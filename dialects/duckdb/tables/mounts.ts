// Files shown as tables: read once per connection into the in-memory catalogue (CSV, JSON) or scanned in place (Parquet).
// Nothing of a mount is written to the database, so none can be stale.
import { realpathSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { Mount } from '../../../runtime/warehouse-target.ts';
import type { Connection } from '../engine/connection.ts';
import { textOf } from '../engine/row-values.ts';
import { names, text } from '../engine/sql-text.ts';

const operations = catalogue.operations;

export interface MountedFiles {
  readonly mount: Mount;
  /** Absolute, sorted; none when nothing is there, which fails whoever reads the mount and nobody else. */
  readonly files: readonly string[];
}

/** Finds the files of each mount; must run before the configuration is locked. */
export async function findMountedFiles(
  connection: Connection,
  mounts: readonly Mount[],
): Promise<readonly MountedFiles[]> {
  const found: MountedFiles[] = [];
  for (const mount of mounts) {
    const rows = await connection.rows(
      `SELECT file FROM glob(${text(mount.files)}) ORDER BY file`,
      `looking for the files of mount ${mount.table}`,
    );
    const files = rows.map((row) => textOf(row, 'file'));
    files.forEach((file) => {
      requireInside(mount, file);
    });
    found.push({ mount, files });
  }
  return found;
}

/** Makes the mount a relation of the in-memory catalogue. CSV columns named in `asText` are not taken for numbers or dates. */
export async function readMount(
  connection: Connection,
  mounted: MountedFiles,
  asText: readonly string[],
): Promise<void> {
  const { mount } = mounted;
  if (mounted.files.length === 0) throw unreadable(mount, 'no such file');
  const parts = mount.table.split('.');
  const [schema, table] = parts.length === 1 ? ['main', ...parts] : parts;
  const relation = names('memory', schema ?? 'main', table ?? '');
  await connection.run(
    `CREATE SCHEMA IF NOT EXISTS ${names('memory', schema ?? 'main')}`,
    'preparing mounts',
  );
  const kind = mount.format === 'parquet' ? 'VIEW' : 'TABLE';
  const doing = `reading mount ${mount.table}`;
  try {
    const texts = mount.format === 'csv' ? await textColumns(connection, mounted, asText) : [];
    await connection.run(
      `CREATE ${kind} ${relation} AS SELECT * FROM ${reader(mounted, texts)}`,
      doing,
    );
  } catch (error) {
    throw unreadable(mount, 'its content is not what the file extension says', error);
  }
}

/** Size and time of change of every file, to see whether any moved while they were read. */
export function fingerprint(mounted: readonly MountedFiles[]): ReadonlyMap<string, string> {
  const files = mounted.flatMap((one) => one.files);
  return new Map(
    files.map((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return [file, found === undefined ? 'gone' : `${found.size} ${found.mtimeMs} ${found.ino}`];
    }),
  );
}

/** The names, as the file writes them, of those columns that would be read as something else than text. */
async function textColumns(
  connection: Connection,
  mounted: MountedFiles,
  asText: readonly string[],
): Promise<readonly string[]> {
  if (asText.length === 0) return [];
  const wanted = new Set(asText.map((column) => column.toLowerCase()));
  const rows = await connection.rows(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${reader(mounted, [])})`,
    `reading mount ${mounted.mount.table}`,
  );
  return rows
    .filter((row) => textOf(row, 'column_type') !== 'VARCHAR')
    .map((row) => textOf(row, 'column_name'))
    .filter((column) => wanted.has(column.toLowerCase()));
}

/** Column types come from the whole of the files, not from their first rows. */
function reader({ mount, files }: MountedFiles, texts: readonly string[]): string {
  const list = `[${files.map(text).join(', ')}]`;
  const union = files.length > 1 ? ', union_by_name = true' : '';
  if (mount.format === 'parquet') return `read_parquet(${list}${union})`;
  const types = texts.map((column) => `${text(column)}: 'VARCHAR'`).join(', ');
  const typed = types === '' ? '' : `, types = {${types}}`;
  if (mount.format === 'csv') return `read_csv(${list}, sample_size = -1${union}${typed})`;
  return `read_json(${list}, sample_size = -1${union})`;
}

function requireInside(mount: Mount, file: string): void {
  if (mount.within === undefined) return;
  const way = relative(mount.within, realpathSync(file));
  if (way.startsWith('..') || way.startsWith('/')) {
    throw operationalError(operations.outsideProject, {
      what: `mount \`${mount.table}\`:`,
      path: file,
    });
  }
}

function unreadable(mount: Mount, problem: string, error?: unknown): Error {
  const cause = error instanceof Error ? error.cause : error;
  return operationalError(
    operations.unreadableMount,
    { table: mount.table, files: mount.files, problem },
    { cause },
  );
}
