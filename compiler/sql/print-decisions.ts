// Fourth stage of the compiler: several segments of one object → the tables that they share, and SELECTs that decide them all.
import { InternalError, must } from '../assert.ts';
import { askedWhetherAny } from '../plan/asked-any.ts';
import type { PlannedSegment, RefreshPlan } from '../plan/refresh-plan.ts';
import { planTogether } from '../plan/plan-together.ts';
import { type Atoms, createAtoms } from './atoms.ts';
import { type Block, keyOf } from './block.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import { caseOf, number, selection, sumOf } from './expressions.ts';
import { createQuery, type SegmentRelations } from './query.ts';
import { createObjectRows, objectBlock } from './object-rows.ts';
import { type RestrictedRows, restrictableFeatures } from './restriction.ts';
import { rowsOf } from './rows-of.ts';
import { bitOf, bitsPerWord } from './words.ts';
import { asSelect } from './words-table.ts';

/** How much is put together: neither changes what is decided. */
export interface DecisionLimits {
  /** Words of one SELECT: planning a much longer one costs more than reading its rows again. */
  readonly wordsPerQuery: number;
  /**
   * Tables of values whose bits are put together in one table of words. More in one take longer, since each row brings all words of the
   * table; more tables of words take longer to join with the object.
   */
  readonly sourcesPerTable: number;
}

const usualLimits: DecisionLimits = { wordsPerQuery: 4, sourcesPerTable: 6 };

/** Where a segment's answer stands: bit `bit` of column `word`. */
export interface DecisionPlace {
  readonly segment: string;
  readonly word: string;
  /** 0 to 59. */
  readonly bit: number;
}

/** A place for each of the segments, in their order. */
export function placesOf(segments: readonly string[]): readonly DecisionPlace[] {
  return segments.map((segment, index) => ({
    segment,
    word: `word_${Math.floor(index / bitsPerWord) + 1}`,
    bit: index % bitsPerWord,
  }));
}

export interface DecisionRequest {
  /** Segments of one object, all in the plan. */
  readonly places: readonly DecisionPlace[];
  /** Only these objects are decided: a relation with their keys under the name of the object's key column, each once. */
  readonly only?: readonly string[] | undefined;
  /** Rows that hang on these objects and no others, kept apart (print-rows.ts). */
  readonly rows?: RestrictedRows | undefined;
  /** Names of segments whose conditions stand for references to them (compiler/plan/inline-members.ts); the others are looked up. */
  readonly inlined?: ReadonlySet<string> | undefined;
  readonly limits?: DecisionLimits | undefined;
}

export interface PrintedDecisions {
  /** Tables of values that are computed once: made in this order, since each may read earlier ones. Names are without a schema. */
  readonly tables: readonly { readonly name: string; readonly query: string }[];
  /** Each has one row per object: its key under its column name, then the words. */
  readonly decisions: readonly { readonly query: string; readonly words: readonly string[] }[];
}

/** Decides segments together. What they publish beside the key is not computed. */
export function printDecisions(
  plan: RefreshPlan,
  request: DecisionRequest,
  dialect: SqlDialect,
  relations: SegmentRelations,
): PrintedDecisions {
  const { places, only, inlined, rows } = request;
  const names = new Set(places.map(({ segment }) => segment));
  const shared = planTogether(plan, names, inlined ?? new Set()).plan;
  const segments = shared.segments.filter(({ name }) => names.has(name));
  const { object, keyColumn } = onlyObject(segments);
  const restriction = only && {
    relation: only,
    keyColumn,
    features: restrictableFeatures(shared, segments),
    rows: rows ?? new Map(),
  };
  const query = {
    ...createQuery(shared, segments, dialect, relations, restriction),
    askedAny: askedWhetherAny(segments, shared.features),
  };
  const { wordsPerQuery, sourcesPerTable } = request.limits ?? usualLimits;
  const groups = inGroups(places, wordsPerQuery);
  const objectRows = groups.length > 1 ? createObjectRows(query, object) : undefined;
  const atoms = createAtoms(query, object, sourcesPerTable, objectRows);
  const selects = groups.map((group) => {
    const block = objectRows?.block() ?? objectBlock(query, object);
    const key = keyOf(block, { up: 0, hops: [], entity: object });
    const bits = bitsOf(block, atoms, segments, group);
    const words = [...bits].map(([word, parts]) => selection(sumOf(parts), word));
    return {
      select: rowsOf(block, [selection(key, keyColumn), ...words]),
      words: [...bits.keys()],
    };
  });
  atoms.addTables(selects.map(({ select }) => select));
  objectRows?.addTable();
  const decisions = selects.map(({ select, words }) => ({ query: dialect.print(select), words }));
  const tables = query.expressions.map(({ name, expression }) => ({
    name: name.table.table.identifier.name,
    query: dialect.print(asSelect(expression)),
  }));
  return { tables, decisions };
}

/** The places of one SELECT. */
function inGroups(
  places: readonly DecisionPlace[],
  most: number,
): readonly (readonly DecisionPlace[])[] {
  const words = [...new Set(places.map(({ word }) => word))];
  const groups = Array.from({ length: Math.ceil(words.length / most) }, (_none, at) =>
    words.slice(at * most, (at + 1) * most),
  );
  return groups.map((group) => places.filter(({ word }) => group.includes(word)));
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
  atoms: Atoms,
  segments: readonly PlannedSegment[],
  places: readonly DecisionPlace[],
): ReadonlyMap<string, readonly Sql[]> {
  const byName = new Map(segments.map((segment) => [segment.name, segment]));
  const bits = new Map<string, Sql[]>();
  for (const { segment, word, bit } of places) {
    const { predicate } = must(byName.get(segment), `segment ${segment}`);
    const holds = atoms.condition(block, predicate);
    const value = caseOf([{ when: holds, gives: bitOf(bit) }], number('0'));
    bits.set(word, [...(bits.get(word) ?? []), value]);
  }
  return bits;
}
