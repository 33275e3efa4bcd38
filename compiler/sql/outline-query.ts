// Part of compiler/sql: what a query that decides segments consists of, for people: which features share a table of values, and
// how the conditions are looked up. Found by making the query, so that it is what a refresh runs.
import { must } from '../assert.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Predicate } from '../lower/ir.ts';
import { plannedSegment } from '../plan/parts-of-plan.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { visitPredicate } from '../plan/walk-ir.ts';
import { createAtoms } from './atoms.ts';
import { type Block, entityBlock } from './block.ts';
import type { SqlDialect } from './dialect.ts';
import { emitPredicate } from './emit-predicate.ts';
import { emitValue } from './emit-value.ts';
import { accessTo } from './feature-table.ts';
import { createQuery, type Query, type SegmentRelations } from './query.ts';

export interface QueryOutline {
  /** Ids of features, those of one table of values together; in the order in which the tables are made. */
  readonly tables: readonly (readonly string[])[];
  readonly conditions: ConditionCounts;
}

/** Different conditions, by how they are looked up for an object. */
export interface ConditionCounts {
  /** As a bit of a word that stands for many. */
  readonly bits: number;
  /** In tables of values or of members that the object is joined with for them. */
  readonly joined: number;
  /** In columns of the object, or of objects that it points to. */
  readonly own: number;
}

/** Of segments of one object; `plan` is the one whose passes are shared for them. */
export function outlineTogether(
  plan: RefreshPlan,
  names: ReadonlySet<string>,
  dialect: SqlDialect,
  relations: SegmentRelations,
): QueryOutline {
  const segments = plan.segments.filter(({ name }) => names.has(name));
  const { object } = must(segments[0], 'a segment');
  const query = createQuery(plan, segments, dialect, relations);
  // Which table a bit stands in makes no difference to how many there are.
  const atoms = createAtoms(query, object, 1, undefined);
  const isBit = (leaf: Predicate): boolean => {
    const block = entityBlock(query, object);
    atoms.condition(block, leaf);
    return atoms.isAskedBy(block);
  };
  return { conditions: countConditions(segments, isBit), tables: tablesOf(query, segments) };
}

/** Of a segment that is decided by a query of its own. */
export function outlineAlone(
  plan: RefreshPlan,
  name: string,
  dialect: SqlDialect,
  relations: SegmentRelations,
): QueryOutline {
  const segment = plannedSegment(plan, name);
  const query = createQuery(plan, [segment], dialect, relations);
  const block: Block = entityBlock(query, segment.object);
  const access = accessTo(block);
  emitPredicate(access, segment.predicate);
  for (const { value } of segment.publish) emitValue(access, value);
  const conditions = countConditions([segment], () => false);
  return { conditions, tables: tablesOf(query, [segment]) };
}

function countConditions(
  segments: readonly PlannedSegment[],
  isBit: (leaf: Predicate) => boolean,
): ConditionCounts {
  const counts = { bits: 0, joined: 0, own: 0 };
  for (const leaf of leavesOf(segments)) {
    if (isBit(leaf)) counts.bits += 1;
    else if (asksTables(leaf)) counts.joined += 1;
    else counts.own += 1;
  }
  return counts;
}

/** Conditions that are not made of others, each once. */
function leavesOf(segments: readonly PlannedSegment[]): readonly Predicate[] {
  const leaves = new Map<string, Predicate>();
  const add = (predicate: Predicate): void => {
    if (predicate.kind === 'all' || predicate.kind === 'any') predicate.predicates.forEach(add);
    else if (predicate.kind !== 'constant') leaves.set(canonicalJson(predicate), predicate);
  };
  for (const { predicate } of segments) add(predicate);
  return [...leaves.values()];
}

function asksTables(leaf: Predicate): boolean {
  let asks = false;
  visitPredicate(leaf, {
    predicate: ({ kind }) => {
      if (kind === 'member') asks = true;
    },
    value: ({ kind }) => {
      if (kind === 'feature') asks = true;
    },
  });
  return asks;
}

/** A feature that looks further out than its anchor has a table for each place of use. */
function tablesOf(query: Query, segments: readonly PlannedSegment[]): QueryOutline['tables'] {
  const tables = new Map<string, string[]>();
  for (const [id, { table }] of query.built) tables.set(table, [...(tables.get(table) ?? []), id]);
  const others = new Set(segments.flatMap(({ features }) => features));
  return [
    ...tables.values(),
    ...[...others].filter((id) => !query.built.has(id)).map((id) => [id]),
  ];
}
