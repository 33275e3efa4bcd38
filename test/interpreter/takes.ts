// The reference interpreter: which of the objects that `where` and `except` leave are kept. docs/language.md, "`take`".
import type { CheckedTake } from '../../compiler/check/checked-project.ts';
import type { CheckedValue } from '../../compiler/check/checked.ts';
import { asTerm, toRational } from './amount.ts';
import type { Row } from './database.ts';
import { amountOf, type Datum } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { compareData, comparing } from './ordering.ts';
import { groupOf } from './populations.ts';
import * as rational from './rational.ts';
import type { Rational } from './rational.ts';

interface Candidate {
  readonly row: Row;
  readonly datum: Datum;
}

/** `environmentOf` puts a row into scope 0 beside the segment's parameters. */
export function taken(
  interpreter: Interpreter,
  take: CheckedTake,
  rows: readonly Row[],
  environmentOf: (row: Row) => Environment,
): readonly Row[] {
  const groups = new Map<string, Candidate[]>();
  for (const row of rows) {
    const environment = environmentOf(row);
    const datum = interpreter.value(take.value, environment);
    const group = groupOf(interpreter, take.groups, environment);
    // An object whose value is missing, or one of whose groups is, is not ranked and not kept.
    if (datum === undefined || group === undefined) continue;
    // Of a total only values above 0 are ranked.
    if (take.of === 'total' && termOf(datum).numerator <= 0n) continue;
    const candidate = { row, datum };
    groups.set(group, [...(groups.get(group) ?? []), candidate]);
  }
  return [...groups.values()].flatMap((group) =>
    keptOf(interpreter, take, group, environmentOf).map(({ row }) => row),
  );
}

function keptOf(
  interpreter: Interpreter,
  take: CheckedTake,
  group: readonly Candidate[],
  environmentOf: (row: Row) => Environment,
): readonly Candidate[] {
  const how = comparing([take.value.type], interpreter.zone);
  const sign = take.direction === 'top' ? -1 : 1;
  const order = (left: Candidate, right: Candidate): number =>
    sign * compareData(left.datum, right.datum, how);
  // Equal values are ranked by their objects' keys, lowest first.
  const sorted = group.toSorted(
    (a, b) => order(a, b) || interpreter.database.compareKeys(a.row, b.row),
  );
  const bound = (value: CheckedValue | undefined, row: Row): Rational | undefined => {
    const datum = value === undefined ? undefined : interpreter.value(value, environmentOf(row));
    return datum === undefined ? undefined : toRational(amountOf(datum));
  };
  return sorted.filter((candidate, index) => {
    // With ties, objects with equal values stand in one place, the best of theirs.
    const before = take.ties
      ? sorted.filter((other) => order(other, candidate) < 0)
      : sorted.slice(0, index);
    const from = bound(take.from, candidate.row);
    const to = bound(take.to, candidate.row);
    if (to === undefined) throw new Error('a take without its bound');
    return isKept(take, { before, sorted, from, to });
  });
}

interface Standing {
  /** Those ranked before the object. */
  readonly before: readonly Candidate[];
  readonly sorted: readonly Candidate[];
  readonly from: Rational | undefined;
  readonly to: Rational;
}

function isKept({ of }: CheckedTake, { before, sorted, from, to }: Standing): boolean {
  switch (of) {
    case 'places': {
      const place = rational.whole(before.length + 1);
      return rational.compare(place, to) <= 0 && (!from || rational.compare(place, from) >= 0);
    }
    case 'rows':
      // (p - 1) / n is below 10 %.
      return isShare(rational.fraction(BigInt(before.length), BigInt(sorted.length)), from, to);
    case 'total':
      // The total of those before it is below 80 %.
      return isShare(rational.divide(totalOf(before), totalOf(sorted)), from, to);
  }
}

/** At `from` or more and below `to`, exactly. */
function isShare(share: Rational, from: Rational | undefined, to: Rational): boolean {
  return rational.compare(share, to) < 0 && (!from || rational.compare(share, from) >= 0);
}

function totalOf(candidates: readonly Candidate[]): Rational {
  return candidates.map(({ datum }) => termOf(datum)).reduce(rational.add, rational.zero);
}

function termOf(datum: Datum): Rational {
  return asTerm(amountOf(datum));
}
