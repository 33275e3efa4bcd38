// Rows of the objects that are decided, kept apart once, so that passes need not look for them among all others.
import { printRows, type RowsRequest } from '../../../compiler/sql/print-rows.ts';
import type { RestrictedRows } from '../../../compiler/sql/restriction.ts';
import { relationsNow, type RunState } from '../run-state.ts';

/** By what they hang on the object with. */
export async function stageRowsOf(
  run: RunState,
  batch: string,
  request: RowsRequest,
): Promise<RestrictedRows> {
  const { plan, options, staging } = run;
  const rows = new Map<string, readonly string[]>();
  const printed = printRows(plan, request, options.dialect, relationsNow(run));
  for (const [at, { identity, query }] of printed.entries()) {
    rows.set(identity, await staging.stageRows(`rows ${batch} ${at + 1}`, query));
  }
  return rows;
}
