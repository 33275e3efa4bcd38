// Part of compiler/analyze: conditions that must all hold → what they ask of each subject together, and where they clash.
import type { Predicate } from '../lower/ir.ts';
import { type AtomPredicate, baseOf, type Fact, factOf } from './facts.ts';
import {
  everything,
  intersect,
  isEmpty,
  isWithin,
  type TruthSet,
  unite,
  type Values,
} from './truth-set.ts';

export interface Known {
  readonly set: TruthSet;
  /** The conditions that brought it about, in order. */
  readonly parts: readonly Part[];
}

export interface Conjunction {
  readonly subjects: Map<string, Known>;
  readonly anys: AnyPredicate[];
}

export type AnyPredicate = Extract<Predicate, { kind: 'any' }>;

/** Conditions that no object can satisfy together; without `earlier` ones, `later` is impossible by itself. */
export interface Clash {
  readonly earlier: readonly Part[];
  readonly later: Predicate;
}

/** An atom, or alternatives that all speak of one subject. */
export type Part = AtomPredicate | AnyPredicate;

export function newConjunction(): Conjunction {
  return { subjects: new Map(), anys: [] };
}

function copyOf({ subjects, anys }: Conjunction): Conjunction {
  return { subjects: new Map(subjects), anys: [...anys] };
}

/** Adds what must hold too; the first clash, if there is one. */
export function add(predicate: Predicate, to: Conjunction): Clash | undefined {
  if (predicate.kind === 'constant') {
    return predicate.value ? undefined : { earlier: [], later: predicate };
  }
  if (predicate.kind === 'all') return addAll(predicate.predicates, to);
  const fact = predicate.kind === 'any' ? unitedFact(predicate) : factOf(predicate);
  if (fact !== undefined) return addPart(predicate, fact, to);
  if (predicate.kind === 'any') to.anys.push(predicate);
  return undefined;
}

function addAll(predicates: readonly Predicate[], to: Conjunction): Clash | undefined {
  for (const predicate of predicates) {
    const clash = add(predicate, to);
    if (clash !== undefined) return clash;
  }
  return undefined;
}

/** `country = "PL" or country = "DE"` asks of one subject what a list asks. */
export function unitedFact({ predicates }: AnyPredicate): Fact | undefined {
  let united: Fact | undefined;
  for (const part of predicates) {
    if (part.kind === 'all' || part.kind === 'any' || part.kind === 'constant') return undefined;
    const { subject, set } = factOf(part);
    if (united === undefined) united = { subject, set };
    else {
      const values = unite(united.set.values, set.values);
      if (united.subject !== subject || values === undefined) return undefined;
      united = { subject, set: { values, missing: united.set.missing || set.missing } };
    }
  }
  return united;
}

function addPart(part: Part, { subject, set }: Fact, { subjects }: Conjunction): Clash | undefined {
  const known = subjects.get(subject);
  const own = onBase(part, set);
  if (known === undefined) {
    subjects.set(subject, { set: own, parts: [part] });
    return isImpossible(own) ? { earlier: [], later: part } : undefined;
  }
  const both = meet(known.set, own);
  if (isImpossible(both)) return { earlier: culprits(known, own), later: part };
  subjects.set(subject, { set: both, parts: [...known.parts, part] });
  return undefined;
}

function onBase(part: Part, set: TruthSet): TruthSet {
  const base = part.kind === 'any' ? undefined : baseOf(part);
  return base === undefined ? set : { ...set, values: intersect(set.values, base) };
}

function meet(left: TruthSet, right: TruthSet): TruthSet {
  return {
    values: intersect(left.values, right.values),
    missing: left.missing && right.missing,
  };
}

export function isImpossible({ values, missing }: TruthSet): boolean {
  return !missing && isEmpty(values);
}

/** The first that clashes with `set` by itself; all of them when it takes all. */
function culprits({ parts }: Known, set: TruthSet): readonly Part[] {
  const alone = parts.find((part) => isImpossible(meet(setOf(part), set)));
  return alone === undefined ? parts : [alone];
}

function setOf(part: Part): TruthSet {
  const fact = part.kind === 'any' ? unitedFact(part) : factOf(part);
  return fact === undefined ? { values: anything, missing: true } : onBase(part, fact.set);
}

const anything: Values = { kind: 'ordered', intervals: [everything] };

/** The clash that adding `predicate` would bring, without adding it. */
export function clashWith(predicate: Predicate, beside: Conjunction): Clash | undefined {
  if (predicate.kind === 'all' || predicate.kind === 'any' || predicate.kind === 'constant') {
    return add(predicate, copyOf(beside));
  }
  const { subject, set } = factOf(predicate);
  const own = onBase(predicate, set);
  if (isImpossible(own)) return { earlier: [], later: predicate };
  const known = beside.subjects.get(subject);
  if (known === undefined || !isImpossible(meet(known.set, own))) return undefined;
  return { earlier: culprits(known, own), later: predicate };
}

/** Whether the conjunction certainly makes the fact true. */
export function provesFact({ subjects }: Conjunction, { subject, set }: Fact): boolean {
  const known = subjects.get(subject);
  if (known === undefined) return false;
  return (!known.set.missing || set.missing) && isWithin(known.set.values, set.values);
}

/** Whether the conjunction certainly makes the predicate true. */
export function proves(conjunction: Conjunction, predicate: Predicate): boolean {
  if (predicate.kind === 'constant') return predicate.value;
  if (predicate.kind === 'all') {
    return predicate.predicates.every((part) => proves(conjunction, part));
  }
  if (predicate.kind !== 'any') return provesFact(conjunction, factOf(predicate));
  const united = unitedFact(predicate);
  if (united !== undefined) return provesFact(conjunction, united);
  return (
    predicate.predicates.some((part) => proves(conjunction, part)) ||
    conjunction.anys.some((any) => isNarrower(any, predicate))
  );
}

/** Whether each way to satisfy `inner` is one to satisfy `outer`. */
function isNarrower(inner: AnyPredicate, outer: AnyPredicate): boolean {
  return inner.predicates.every((way) => {
    const one = newConjunction();
    return (
      add(way, one) !== undefined ||
      outer.predicates.some((part) => part.kind !== 'any' && proves(one, part))
    );
  });
}
