// Part of compiler/explain: which rows the answer for one object can depend on: those that the joins of a plan lead to from the
// object's own row, and whole tables where objects are ranked. On these rows alone, every query of the plan says the same of
// the object as on the whole warehouse.
import type { RefreshPlan } from '../plan/refresh-plan.ts';
import { type Visitor, visitFeature, visitPredicate, visitValue } from '../plan/walk-ir.ts';
import type { Row } from '../lower/ir.ts';

export interface ReachedRows {
  /** Entity id of the object. */
  readonly root: string;
  readonly entities: readonly ReachedEntity[];
  readonly steps: readonly ReachingStep[];
}

export interface ReachedEntity {
  readonly entity: string;
  /** Where its rows are: parts of the table's name. */
  readonly table: readonly string[];
  /** The segment whose log of changes it is. */
  readonly logOf: string | undefined;
  readonly keyColumn: string | undefined;
  /** What is read of them; undefined: an expression of the model's own may read any column. */
  readonly columns: readonly string[] | undefined;
  /** All rows count: they are seen beside each other. */
  readonly whole: boolean;
}

/** From rows of one entity to the rows of another. */
export interface ReachingStep {
  readonly from: string;
  readonly to: string;
  /** `holder` has `column`, which holds the key of the other one. */
  readonly holder: 'from' | 'to';
  readonly column: string;
  /** The column holds keys as text. */
  readonly asText: boolean;
}

export function reachedRows(plan: RefreshPlan, root: string): ReachedRows {
  const steps = stepsOf(plan);
  const ranked = new Set(
    plan.features.filter(({ kind }) => kind === 'population').map(({ anchor }) => anchor),
  );
  const computed = computedEntities(plan);
  const entities = Object.values(plan.entities).map(
    ({ id, table, logOf, keyColumn }): ReachedEntity => ({
      entity: id,
      table,
      logOf,
      keyColumn,
      columns:
        logOf !== undefined || computed.has(id) ? undefined : columnsOf(plan, id, keyColumn, steps),
      whole: ranked.has(id),
    }),
  );
  return { root, entities, steps };
}

/** The plan over other tables. */
export function onRows(
  plan: RefreshPlan,
  tableOf: (entity: string) => readonly string[],
): RefreshPlan {
  const entities = Object.entries(plan.entities).map(
    ([id, entity]) => [id, { ...entity, table: tableOf(id) }] as const,
  );
  return { ...plan, entities: Object.fromEntries(entities) };
}

function stepsOf(plan: RefreshPlan): readonly ReachingStep[] {
  const found = new Map<string, ReachingStep>();
  const add = (step: Omit<ReachingStep, 'asText'>): void => {
    const asText = plan.entities[step.to]?.logOf !== undefined;
    found.set(JSON.stringify(step), { ...step, asText });
  };
  const addRow = ({ hops }: Row): void => {
    for (const { from, to, column } of hops) add({ from, to, holder: 'from', column });
  };
  visitPlan(plan, {
    predicate: (predicate) => {
      if (predicate.kind === 'member') addRow(predicate.row);
    },
    value: (value) => {
      if (value.kind === 'column' || value.kind === 'row_key' || value.kind === 'feature') {
        addRow(value.row);
      }
    },
  });
  for (const feature of plan.features) {
    if (feature.kind === 'population') continue;
    for (const { kind, from, to, column } of feature.path) {
      add({ from, to, holder: kind === 'to_one' ? 'from' : 'to', column });
    }
  }
  return [...found.values()];
}

/** Visits everything that the plan computes, and the conditions that make rows an entity's. */
export function visitPlan(plan: RefreshPlan, visitor: Visitor): void {
  for (const feature of plan.features) visitFeature(feature, visitor);
  for (const { predicate, publish } of plan.segments) {
    visitPredicate(predicate, visitor);
    for (const { value } of publish) visitValue(value, visitor);
  }
  for (const { filter } of Object.values(plan.entities)) visitPredicate(filter, visitor);
}

/** Entities of which an `@sql` expression is read. */
function computedEntities(plan: RefreshPlan): ReadonlySet<string> {
  const found = new Set<string>();
  visitPlan(plan, {
    value: (value) => {
      if (value.kind === 'column' && value.read.sql !== undefined) found.add(value.row.entity);
    },
  });
  return found;
}

function columnsOf(
  plan: RefreshPlan,
  entity: string,
  keyColumn: string | undefined,
  steps: readonly ReachingStep[],
): readonly string[] {
  const read = plan.sources
    .filter((source) => source.entity === entity)
    .flatMap((source) => source.columns.map(({ column }) => column));
  const joined = steps
    .filter(({ from, to, holder }) => (holder === 'from' ? from : to) === entity)
    .map(({ column }) => column);
  const all = [...(keyColumn === undefined ? [] : [keyColumn]), ...read, ...joined];
  const byName = new Map(all.map((column) => [column.toLowerCase(), column]));
  return [...byName.values()];
}
