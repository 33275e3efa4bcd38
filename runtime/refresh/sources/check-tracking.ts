// Part of the source checks: the columns of `@append_only` and `@changes` must be there and have an order.
import { must } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import type { Entity } from '../../../compiler/check/model.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import { didYouMean } from '../../../compiler/diagnostics/did-you-mean.ts';
import type { SourceUse } from '../../../compiler/plan/refresh-plan.ts';
import type { ColumnFamily, WarehouseTable } from '../../warehouse.ts';
import { findColumn } from './find-column.ts';
import type { Findings, SourceCheck } from './source-findings.ts';

const operations = catalogue.operations;

const ordered: readonly ColumnFamily[] = [
  ...(['timestamp', 'date', 'integer', 'decimal', 'float', 'text', 'uuid'] as const),
];

/** The warehouse's name of a column that can tell what is new; undefined: it is not there, or has no order. */
export function orderedColumn(table: WarehouseTable, column: string): string | undefined {
  const found = findColumn(table, column);
  return found !== undefined && ordered.includes(found.family) ? found.name : undefined;
}

/** Every segment that reads the entity depends on how its changes are found. */
export function checkTracking(
  check: SourceCheck,
  source: SourceUse,
  table: WarehouseTable,
  found: Findings,
): void {
  const where = check.placeOf(source.span);
  for (const { annotation, by } of declaredBy(
    must(check.model.entities[source.entity], 'entity'),
  )) {
    const column = findColumn(table, by);
    const facts = { table: source.table, column: by };
    if (column === undefined) {
      const names = table.columns.map((one) => one.name);
      const args = { ...facts, annotation, suggestion: didYouMean(by, names)[0] };
      found.add(source.usedBy, operationalError(operations.missingColumn, args, { where }));
    } else if (!ordered.includes(column.family)) {
      const type = `\`${annotation}\` by it`;
      const args = { ...facts, native: column.nativeType, type, accepted: ordered };
      found.add(source.usedBy, operationalError(operations.wrongColumnType, args, { where }));
    }
  }
}

interface DeclaredBy {
  readonly annotation: '@append_only' | '@changes';
  readonly by: string;
}

function declaredBy({ tracking }: Entity): readonly DeclaredBy[] {
  const { appendOnlyBy, changesBy } = tracking;
  return [
    ...(appendOnlyBy === undefined
      ? []
      : [{ annotation: '@append_only', by: appendOnlyBy } as const]),
    ...(changesBy === undefined ? [] : [{ annotation: '@changes', by: changesBy } as const]),
  ];
}
