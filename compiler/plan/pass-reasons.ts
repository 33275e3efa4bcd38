// Part of compiler/plan: why a feature may be computed in one pass with others over its path, or may not. JSON-safe.
import { assertNever } from '../assert.ts';
import type { PlainReducer, Predicate, Reducer, Value } from '../lower/ir.ts';
import type { AnyPlannedFeature } from './refresh-plan.ts';
import { isZoned } from './looks-time-up.ts';
import { visitFeature } from './walk-ir.ts';

export type PassReason =
  /** With the others over its path, `features` in all. */
  | { readonly kind: 'shared'; readonly features: number }
  /** The same, in several passes, since one has at most `most` of them. */
  | { readonly kind: 'split'; readonly features: number; readonly most: number }
  /** With those over its path that look about as far back, `features` in all; the path has `groups` such groups. */
  | { readonly kind: 'by_reach'; readonly features: number; readonly groups: number }
  /**
   * With those over other kinds of rows of the same table, of which each has few: `features` over `kinds` kinds in all, that look about as
   * far back; one pass has at most `most` kinds.
   */
  | {
      readonly kind: 'kinds';
      readonly features: number;
      readonly kinds: number;
      readonly most: number;
    }
  /** Nothing else over its path can be computed with it. */
  | { readonly kind: 'only' }
  | { readonly kind: 'apart'; readonly because: ApartCause };

/** What is more than one expression over nothing but the rows of the collection; the first that applies. */
export type ApartCause =
  /** The value of the first or last row, where more is asked of it than its place among a few constants (place-picked.ts). */
  | 'picks_row'
  /** The value that most rows have. */
  | 'counts_values'
  /** Days, weeks … with rows, or runs of them. */
  | 'counts_periods'
  /** Ranks, quantiles, numbers of peers. */
  | 'compares_objects'
  | 'another_feature'
  | 'membership'
  | 'calendar'
  /** A zone that rows name. */
  | 'zone'
  /** The object that the rows belong to, or one further out. */
  | 'object_itself'
  /** An object that a row points to. */
  | 'related_row';

/** Undefined: one expression over nothing but the rows of its collection. */
export function apartBecause(feature: AnyPlannedFeature): ApartCause | undefined {
  if (feature.kind === 'population') return 'compares_objects';
  const ofReducer = reducerCause(feature.reducer);
  if (ofReducer !== undefined) return ofReducer;
  let found: ApartCause | undefined;
  visitFeature(feature, {
    predicate: (predicate) => {
      found ??= predicateCause(predicate);
    },
    value: (value) => {
      found ??= valueCause(value);
    },
  });
  return found;
}

/** One expression over the rows. */
export function isPlainReducer(reducer: Reducer): reducer is PlainReducer {
  return reducerCause(reducer) === undefined;
}

function reducerCause({ kind }: Reducer): ApartCause | undefined {
  switch (kind) {
    case 'count':
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
    case 'median':
      return undefined;
    case 'first':
    case 'last':
      return 'picks_row';
    case 'mode':
      return 'counts_values';
    case 'count_periods':
    case 'longest_run':
      return 'counts_periods';
    default:
      return assertNever(kind);
  }
}

function predicateCause(predicate: Predicate): ApartCause | undefined {
  return predicate.kind === 'member' ? 'membership' : undefined;
}

function valueCause(value: Value): ApartCause | undefined {
  if (value.kind === 'feature') return 'another_feature';
  if (value.kind === 'open_time') return 'calendar';
  if (isZoned(value)) return 'zone';
  if (value.kind !== 'column' && value.kind !== 'row_key') return undefined;
  if (value.row.up > 0) return 'object_itself';
  return value.row.hops.length > 0 ? 'related_row' : undefined;
}
