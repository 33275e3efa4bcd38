// The file that readers open: written beside the old one, made durable, and put in its place by rename. Readers keep what they have open.
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { OperationalError, operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { name, text } from '../engine/sql-text.ts';
import type { Layout } from '../state/state-tables.ts';
import { fillServing, servingCatalog } from './serving-relations.ts';

const cancelled = catalogue.operations.cancelled.code;

/** Where the next serving file is written; the connection must be allowed to. */
export function nextServingFile(path: string): string {
  return `${path}.next`;
}

/** Throws OperationalError when the file could not be replaced; the old one is then as it was. */
export async function writeServingFile(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
  path: string,
): Promise<void> {
  const next = nextServingFile(path);
  try {
    await writeNext(connection, layout, registry, path);
    sync(next);
    renameSync(next, path);
    sync(dirname(path));
  } catch (error) {
    removeDraft(next);
    throw operationalError(
      catalogue.operations.servingFailed,
      { path, problem: problemOf(error) },
      { cause: error },
    );
  }
}

async function fill(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
  next: string,
): Promise<void> {
  const doing = 'writing the serving file';
  await connection.run(`ATTACH ${text(next)} AS ${name(servingCatalog)}`, doing);
  try {
    await fillServing(connection, layout, registry);
    await connection.run(`CHECKPOINT ${name(servingCatalog)}`, doing);
  } finally {
    await connection.run(`DETACH ${name(servingCatalog)}`, doing);
  }
}

/** A copy of the last file saves writing the histories again; one that cannot be used is replaced by an empty one. */
async function writeNext(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
  path: string,
): Promise<void> {
  const next = nextServingFile(path);
  removeDraft(next);
  if (existsSync(path)) {
    try {
      copyFileSync(path, next, constants.COPYFILE_FICLONE);
      await fill(connection, layout, registry, next);
      return;
    } catch (error) {
      if (error instanceof OperationalError && error.code === cancelled) throw error;
      removeDraft(next);
    }
  }
  await fill(connection, layout, registry, next);
}

function removeDraft(next: string): void {
  for (const file of [next, `${next}.wal`, `${next}.wal.checkpoint`]) rmSync(file, { force: true });
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function problemOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && 'syscall' in error) return String(error.code);
  return error instanceof Error ? error.message : 'unknown cause';
}
