// Part of compiler/describe: the tables that a refresh reads: their columns, what they hold, how they are declared to change. JSON-safe.
import { must } from '../assert.ts';
import type { Model } from '../check/model.ts';
import type { RefreshPlan, SourceUse } from '../plan/refresh-plan.ts';
import type { Span } from '../source.ts';

export interface DescribedSource {
  /** As written in the model. */
  readonly table: string;
  /** Columns that are read, each once, in the order of first use. */
  readonly columns: readonly string[];
  readonly serves: readonly DescribedEntity[];
  /** Names of the segments that read it, sorted. */
  readonly segments: readonly string[];
}

/** What the rows of a table are. */
export interface DescribedEntity {
  readonly entity: string;
  readonly kind: 'object' | 'event' | 'lists' | 'tags' | 'consent';
  /** The condition of `@where`, as written. */
  readonly where: string | undefined;
  readonly tracking: DescribedTracking;
}

/** All undefined: the model does not say how the table changes. */
export interface DescribedTracking {
  /** Column of `@append_only`. */
  readonly appendOnlyBy: string | undefined;
  /** Column of `@changes`. */
  readonly changesBy: string | undefined;
  /** The condition of `@deleted`, as written. */
  readonly deletedWhen: string | undefined;
}

/** By table, in the order of first use. `textOf`: the text of a place in the sources, on one line. */
export function describeSources(
  plan: RefreshPlan,
  model: Model,
  textOf: (span: Span) => string,
): readonly DescribedSource[] {
  const byTable = new Map<string, SourceUse[]>();
  for (const use of plan.sources) byTable.set(use.table, [...(byTable.get(use.table) ?? []), use]);
  return [...byTable].map(([table, uses]) => ({
    table,
    columns: [...new Set(uses.flatMap(({ columns }) => columns.map(({ column }) => column)))],
    serves: uses.map(({ entity }) => describeEntity(entity, model, textOf)),
    segments: [...new Set(uses.flatMap(({ usedBy }) => usedBy))].toSorted(),
  }));
}

function describeEntity(id: string, model: Model, textOf: (span: Span) => string): DescribedEntity {
  const { kind, source, tracking } = must(model.entities[id], `entity ${id}`);
  const { appendOnlyBy, changesBy, deletedWhen } = tracking;
  return {
    entity: id,
    kind,
    where: source.where && textOf(source.where.span),
    tracking: { appendOnlyBy, changesBy, deletedWhen: deletedWhen && textOf(deletedWhen.span) },
  };
}
