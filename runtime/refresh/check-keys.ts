// Part of the source checks: every key an object type relies on is present and unique.
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { OperationalError, operationalError } from '../../compiler/operational-error.ts';
import type { SourceUse } from '../../compiler/plan/refresh-plan.ts';
import type { WarehouseTable } from '../warehouse.ts';
import { findColumn } from './find-column.ts';
import type { Findings, SourceCheck } from './source-findings.ts';

const operations = catalogue.operations;

export async function checkKeys(
  check: SourceCheck,
  source: SourceUse,
  table: WarehouseTable,
  found: Findings,
): Promise<void> {
  const column = source.keyColumn;
  if (column === undefined || findColumn(table, column) === undefined) return;
  const where = check.placeOf(source.span);
  try {
    const faults = await check.tables.keyFaults(check.keyQuery(source.entity), column);
    if (faults.missing > 0) {
      const args = { table: source.table, column, count: faults.missing };
      found.add(source.usedBy, operationalError(operations.missingKeys, args, { where }));
    }
    if (faults.repeated > 0) {
      const args = {
        table: source.table,
        column,
        count: faults.repeated,
        examples: faults.examples,
      };
      found.add(source.usedBy, operationalError(operations.repeatedKeys, args, { where }));
    }
  } catch (error) {
    if (!(error instanceof OperationalError)) throw error;
    found.add(source.usedBy, error);
  }
}
