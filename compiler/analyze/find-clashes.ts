// Part of compiler/analyze: conditions that can never hold, and conditions that nothing can fail.
import type { Predicate } from '../lower/ir.ts';
import { negate } from '../lower/predicates.ts';
import {
  add,
  clashWith,
  type AnyPredicate,
  type Clash,
  type Conjunction,
  newConjunction,
  unitedFact,
} from './conjunction.ts';
import { baseOf, factOf } from './facts.ts';
import { isWithin } from './truth-set.ts';

export interface Clashes {
  /** What all lines ask together; of an impossible set of lines, of those before the clash. */
  readonly conjunction: Conjunction;
  /** The lines can never hold together. */
  readonly clash: Clash | undefined;
  /** Alternatives that can never hold beside the other lines. */
  readonly dead: readonly Clash[];
}

/** More alternatives than these are not tried one by one. */
const mostAlternatives = 50;

export function findClashes(predicates: readonly Predicate[]): Clashes {
  const conjunction = newConjunction();
  for (const predicate of predicates) {
    const clash = add(predicate, conjunction);
    if (clash !== undefined) return { conjunction, clash, dead: [] };
  }
  const dead: Clash[] = [];
  for (const any of conjunction.anys) {
    const ways = clashesOf(any, conjunction);
    if (ways.length === any.predicates.length) {
      const [first] = ways;
      return { conjunction, clash: { earlier: first?.earlier ?? [], later: any }, dead: [] };
    }
    dead.push(...ways);
  }
  return { conjunction, clash: undefined, dead };
}

function clashesOf({ predicates }: AnyPredicate, beside: Conjunction): readonly Clash[] {
  if (predicates.length > mostAlternatives) return [];
  return predicates.flatMap((way) => {
    const clash = clashWith(way, beside);
    return clash === undefined ? [] : [clash];
  });
}

/** Whether nothing can fail the predicate: a number that is never too small, or parts that speak of one value and leave nothing out. */
export function isAlways(predicate: Predicate): boolean {
  if (predicate.kind === 'any') {
    if (unitedFact(predicate)?.set.missing !== true) return false;
    return add(negate(predicate), newConjunction()) !== undefined;
  }
  if (predicate.kind !== 'compare') return false;
  const base = baseOf(predicate);
  return base !== undefined && isWithin(base, factOf(predicate).set.values);
}
