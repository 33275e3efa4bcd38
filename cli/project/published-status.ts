// What is published, when nothing may be published yet.
import { operations } from '../../compiler/diagnostics/catalogue/operations.ts';
import { OperationalError } from '../../compiler/operational-error.ts';
import { openPublished } from '../../dialects/open-warehouse.ts';
import { readStatus, type StatusView } from '../../runtime/read/read-published.ts';
import type { WarehouseTarget } from '../../runtime/warehouse-target.ts';

/** A warehouse without anything published is an empty status; other failures are thrown. */
export async function publishedStatus(target: WarehouseTarget): Promise<StatusView> {
  try {
    return await readStatus({ target, openPublished });
  } catch (error) {
    const nothing =
      error instanceof OperationalError && error.code === operations.nothingPublished.code;
    if (nothing) return { segments: [], lastRefresh: undefined };
    throw error;
  }
}
