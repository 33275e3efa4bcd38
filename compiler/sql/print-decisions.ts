// Fourth stage of the compiler: several segments of one object → the tables that they share, and one SELECT that decides them all.
import { type OperationNode, type SelectionNode, SelectQueryNode } from 'kysely';
import { InternalError, must } from '../assert.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { sharePasses } from '../plan/share-passes.ts';
import { askedConditions, askedOf } from './asked.ts';
import { type Block, entityBlock, keyOf } from './block.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { allOf, caseOf, number, selection, sumOf } from './expressions.ts';
import { accessTo } from './feature-table.ts';
import { createQuery, type SegmentRelations } from './query.ts';
import { restrictableFeatures, restrictTo } from './restriction.ts';
import { rowsOf } from './rows-of.ts';

/** Bits of a word: whole numbers of 64 bits with sign, in every engine. */
export const bitsPerWord = 60;

/** Where a segment's answer stands: bit `bit` of column `word`. */
export interface DecisionPlace {
  readonly segment: string;
  readonly word: string;
  /** 0 to `bitsPerWord` - 1. */
  readonly bit: number;
}

export interface DecisionRequest {
  /** Segments of one object, all in the plan. */
  readonly places: readonly DecisionPlace[];
  /** Only these objects are decided: a relation with their keys under the name of the object's key column, each once. */
  readonly only?: readonly string[] | undefined;
}

export interface PrintedDecisions {
  /** Tables of values that are computed once: made in this order, since each may read earlier ones. Names are without a schema. */
  readonly tables: readonly { readonly name: string; readonly query: string }[];
  /** One row per object: its key under its column name, then the words. */
  readonly query: string;
  readonly words: readonly string[];
}

/** Decides segments together. What they publish beside the key is not computed. */
export function printDecisions(
  plan: RefreshPlan,
  request: DecisionRequest,
  dialect: SqlDialect,
  relations: SegmentRelations,
): PrintedDecisions {
  const { places, only } = request;
  const names = new Set(places.map(({ segment }) => segment));
  const shared = sharePasses(plan, names);
  const segments = shared.segments.filter(({ name }) => names.has(name));
  const { object, keyColumn } = onlyObject(segments);
  const restriction = only && {
    relation: only,
    keyColumn,
    features: restrictableFeatures(shared, segments),
  };
  const query = createQuery(shared, segments, dialect, relations, restriction);
  const block = entityBlock(query, object);
  const key = keyOf(block, { up: 0, hops: [], entity: object });
  if (restriction !== undefined) block.joins.push(restrictTo(restriction, key, block.aliases));
  const words = [...new Set(places.map(({ word }) => word))].toSorted();
  const bits = bitsOf(block, segments, places);
  const selections: readonly SelectionNode[] = [
    selection(key, keyColumn),
    ...words.map((word) => selection(sumOf(must(bits.get(word), word)), word)),
  ];
  return {
    query: dialect.print(rowsOf(block, selections)),
    tables: query.expressions.map(({ name, expression }) => ({
      name: name.table.table.identifier.name,
      query: dialect.print(asSelect(expression)),
    })),
    words,
  };
}

function asSelect(node: OperationNode): SelectQueryNode {
  if (SelectQueryNode.is(node)) return node;
  throw new InternalError('a table expression that is no SELECT');
}

function onlyObject(segments: readonly PlannedSegment[]): PlannedSegment {
  const [first] = segments;
  if (first === undefined || segments.some(({ object }) => object !== first.object)) {
    throw new InternalError('only segments of one object are decided together');
  }
  return first;
}

/** The summands of each word. */
function bitsOf(
  block: Block,
  segments: readonly PlannedSegment[],
  places: readonly DecisionPlace[],
): ReadonlyMap<string, readonly Sql[]> {
  const byName = new Map(segments.map((segment) => [segment.name, segment]));
  const access = accessTo(block);
  const bits = new Map<string, Sql[]>();
  for (const { segment, word, bit } of places) {
    const { predicate } = must(byName.get(segment), `segment ${segment}`);
    const holds = allOf(askedConditions(access, askedOf(undefined, predicate)));
    const value = caseOf([{ when: holds, gives: number(String(2n ** BigInt(bit))) }], number('0'));
    bits.set(word, [...(bits.get(word) ?? []), value]);
  }
  return bits;
}
