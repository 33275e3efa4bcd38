// Test support: a history as data, from which it can be run again, and where it stands between two refreshes.
import type { World } from '../interpreter/world.ts';
import { type Data, type Fault, type Instant, noRows, pick } from './data.ts';
import { type Defined, type Edit, edited } from './definitions.ts';
import type { Keys } from './expected.ts';
import type { LastPublish } from './laws-of-reasons.ts';
import { tables } from './nouns.ts';
import { changed, type DataChange } from './rows.ts';
import { switched, type TableName, tableNames, type Variant, variantOf } from './tracking.ts';

export interface Step {
  /** Which of `moves`. */
  readonly move: number;
  readonly data: readonly DataChange[];
  readonly edits: readonly Edit[];
  /** Which table is declared anew, and how. Each is once at most, since what went on in between could not be known. */
  readonly track: readonly [number, number] | undefined;
  /** Of the sources, in a refresh before the one that is meant. */
  readonly fault: Fault;
  /** False: the refresh over broken sources is all that there is in this step. */
  readonly heals: boolean;
  /** Bits that choose the segments that are asked for; undefined: all. */
  readonly only: number | undefined;
  /** Refresh once more at the same now over the same data. */
  readonly again: boolean;
}

export interface History {
  /** How the tables change: a number for each. */
  readonly variant: readonly number[];
  readonly segments: readonly Edit[];
  readonly steps: readonly Step[];
  /** Every refresh is held against segments computed from nothing, too. */
  readonly fresh: boolean;
}

/** Seconds. */
const moves: readonly number[] = [0, 1, 1, 2, 60, 3599, 3600, 21_600, 43_200, 86_399].concat(
  [86_400, 86_400, 86_401, 108_000, 172_800, 259_200, 604_800, 3_456_000],
  // A refresh as of an earlier time than the last one.
  [-1, -3600, -86_400, -259_200],
);
const start: Instant = Date.UTC(2026, 2, 27, 9);

/** Where a history stands between two refreshes. */
export interface State {
  readonly variant: Variant;
  /** Tables that were declared anew. */
  readonly switched: readonly TableName[];
  readonly now: Instant;
  readonly data: Data;
  readonly defined: readonly Defined[];
  readonly nextId: number;
  /** Published members by id of the segment. */
  readonly published: ReadonlyMap<number, Keys>;
  /** Published columns beside the key, by id of the segment: a line for each member. */
  readonly columns: ReadonlyMap<number, readonly string[]>;
  /** With ids for names. */
  readonly log: World['log'];
  readonly last: ReadonlyMap<number, LastPublish>;
  readonly dataVersion: number;
}

export function firstState({ variant, segments }: History): State {
  let defined: readonly Defined[] = [];
  for (const [index, edit] of segments.entries()) {
    defined = edited(defined, { ...edit, what: 'add' }, index + 1);
  }
  return {
    variant: variantOf(variant),
    switched: [],
    now: start,
    data: { rows: noRows, clock: start - 7_200_000, newest: {}, written: {} },
    defined,
    nextId: segments.length + 1,
    published: new Map(),
    columns: new Map(),
    log: [],
    last: new Map(),
    dataVersion: 0,
  };
}

/** What happens before a refresh. */
export function prepared(before: State, { move, data: changes, edits, track }: Step): State {
  const state = track === undefined ? before : declaredAnew(before, track);
  const { variant } = state;
  const now = state.now + 1000 * (moves[Math.abs(move) % moves.length] ?? 0);
  const data = changes.reduce(
    (rows, change) => changed(rows, change, { variant, now }),
    state.data,
  );
  let { defined, nextId } = state;
  for (const edit of edits) {
    defined = edited(defined, edit, nextId);
    nextId += 1;
  }
  const dataVersion = state.dataVersion + (changes.length > 0 ? 1 : 0);
  return { ...state, now, data, defined, nextId, dataVersion };
}

function declaredAnew(state: State, [which, choice]: readonly [number, number]): State {
  const table = pick(tableNames, which);
  if (state.switched.includes(table)) return state;
  const variant = switched(state.variant, table, choice);
  return { ...state, variant, switched: [...state.switched, table] };
}

/** What the interpreter is given. */
export function worldOf(state: State): World {
  const nameOf = new Map(state.defined.map(({ id, name }) => [String(id), name]));
  return {
    now: new Date(state.now).toISOString(),
    tables: state.data.rows,
    columnTypes: tables,
    log: state.log.flatMap((one) => {
      const segment = nameOf.get(one.segment);
      return segment === undefined ? [] : [{ ...one, segment }];
    }),
    previous: new Map(
      state.defined.flatMap(({ id, name }) => {
        const keys = state.published.get(id);
        return keys === undefined ? [] : [[name, keys] as const];
      }),
    ),
  };
}
