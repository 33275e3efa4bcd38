// Counts the rows of tables in a warehouse, for people: read-only, in one state of the database.
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { OpenReader } from '../warehouse-reader.ts';
import type { WarehouseTarget } from '../warehouse-target.ts';

export interface CountRowsOptions {
  readonly target: WarehouseTarget;
  readonly openReader: OpenReader;
  /** As the model writes them. */
  readonly tables: readonly string[];
  readonly signal: AbortSignal;
}

/** By table; tables that the warehouse does not have are left out. Throws OperationalError when it is locked or cannot be read. */
export async function countRows(options: CountRowsOptions): Promise<ReadonlyMap<string, number>> {
  const { target, openReader, tables, signal } = options;
  const reader = await openReader(target);
  const interrupt = (): void => {
    reader.interrupt();
  };
  signal.addEventListener('abort', interrupt);
  try {
    const counts = new Map<string, number>();
    for (const table of tables) {
      if (signal.aborted)
        throw operationalError(catalogue.operations.cancelled, { doing: 'counting' });
      if ((await reader.sources.describe(table)) === undefined) continue;
      counts.set(table, await reader.sources.rows(table));
    }
    return counts;
  } finally {
    signal.removeEventListener('abort', interrupt);
    await reader.close();
  }
}
