// The sources of a plan as the warehouse remembers them: how their changes are found, and which of their columns lead to objects.
import { must } from '../../../compiler/assert.ts';
import type { Entity, Model } from '../../../compiler/check/model.ts';
import type { RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import type { WarehouseTable } from '../../warehouse.ts';
import type { SourceTracking, TrackedSource } from '../../warehouse-changes.ts';
import { orderedColumn } from './check-tracking.ts';
import { findColumn } from './find-column.ts';

/**
 * In the plan's order; the same for every plan that reads them. `tables`: those that are there, by name as written. Columns are spelled as
 * the warehouse does; those that it does not have are left out, and so are sources that cannot be tracked as declared: the checks of the
 * sources have told (check-sources.ts).
 */
export function trackedSources(
  model: Model,
  plan: RefreshPlan,
  tables: ReadonlyMap<string, WarehouseTable>,
): readonly TrackedSource[] {
  return plan.sources.flatMap((source) => {
    const table = tables.get(source.table);
    const entity = must(model.entities[source.entity], `entity ${source.entity}`);
    const tracked = table && trackedSource(model, entity, table);
    return tracked === undefined ? [] : [{ ...tracked, table: source.table }];
  });
}

function trackedSource(
  model: Model,
  entity: Entity,
  table: WarehouseTable,
): Omit<TrackedSource, 'table'> | undefined {
  const spelled = (column: string | undefined): string | undefined =>
    column === undefined ? undefined : findColumn(table, column)?.name;
  const keyColumn = spelled(keyColumnOf(entity));
  const tracking = spelledTracking(trackingOf(entity), table);
  if (tracking === undefined) return undefined;
  if (tracking.kind === 'changes' && keyColumn === undefined) return undefined;
  const leading = [...linkColumns(model, entity), keyColumn].map(spelled);
  const columns = new Set(leading.filter((column) => column !== undefined));
  return { entity: entity.id, tracking, keyColumn, columns: [...columns].toSorted() };
}

function spelledTracking(
  tracking: SourceTracking,
  table: WarehouseTable,
): SourceTracking | undefined {
  if (tracking.kind === 'compared') return tracking;
  const by = orderedColumn(table, tracking.by);
  return by === undefined ? undefined : { kind: tracking.kind, by };
}

/** Rows that are changed can only be told from others by their key. */
export function trackingOf(entity: Entity): SourceTracking {
  const { appendOnlyBy, changesBy } = entity.tracking;
  if (appendOnlyBy !== undefined) return { kind: 'append_only', by: appendOnlyBy };
  if (changesBy !== undefined && entity.key !== undefined)
    return { kind: 'changes', by: changesBy };
  return { kind: 'compared' };
}

function keyColumnOf({ key, attributes }: Entity): string | undefined {
  return key === undefined ? undefined : attributes[key]?.column;
}

/** Columns that hold keys of other rows, whoever declares the relation. */
function linkColumns(model: Model, { id, owner, relations }: Entity): readonly string[] {
  const own = Object.values(relations).flatMap((one) =>
    one.kind === 'to_one' ? [one.column] : [],
  );
  const others = Object.values(model.entities).flatMap((other) =>
    Object.values(other.relations).flatMap((one) => {
      if (one.kind === 'to_many' && one.to === id) return [one.column];
      return one.kind === 'through' && one.link === id ? [one.nearColumn, one.farColumn] : [];
    }),
  );
  return [...own, ...others, ...(owner === undefined ? [] : [owner.column])];
}
