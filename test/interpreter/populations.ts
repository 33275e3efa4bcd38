// The reference interpreter: ranks, shares and numbers of peers. docs/language.md, "Ranks, shares and numbers of peers";
// docs/decisions/0012.
import type { CheckedValue } from '../../compiler/check/checked.ts';
import { reduced } from './aggregates.ts';
import { asTerm, rounded, toRational } from './amount.ts';
import type { Row } from './database.ts';
import { amountOf, type Datum, type MaybeDatum, number } from './datum.ts';
import { type Environment, type Interpreter, ofRow } from './environment.ts';
import { compareData, comparing, type Comparing, identityOf, whole } from './ordering.ts';
import * as rational from './rational.ts';
import type { Rational } from './rational.ts';
import { standardDeviation } from './spread.ts';

type Population = Extract<CheckedValue, { kind: 'population' }>;

/** An object of the population whose value is known. */
interface Member {
  readonly row: Row;
  readonly datum: Datum;
}

const values = new WeakMap<Interpreter, Map<Population, ReadonlyMap<Row, MaybeDatum>>>();

/** Computed once for all rows of the object. */
export function populationValue(
  interpreter: Interpreter,
  population: Population,
  { rows }: Environment,
): MaybeDatum {
  const row = rows[0];
  if (row === undefined) throw new Error('a population without an object');
  const known = values.get(interpreter) ?? new Map<Population, ReadonlyMap<Row, MaybeDatum>>();
  values.set(interpreter, known);
  const results = known.get(population) ?? resultsOf(interpreter, population);
  known.set(population, results);
  return results.get(row);
}

function resultsOf(interpreter: Interpreter, population: Population): ReadonlyMap<Row, MaybeDatum> {
  const groups = new Map<string, Row[]>();
  for (const row of interpreter.database.rows(population.object)) {
    const group = groupOf(interpreter, population.groups, ofRow(row));
    // An object whose group is missing is in no group: its result is missing.
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const results = new Map<Row, MaybeDatum>();
  for (const rows of groups.values()) {
    const members = membersOf(interpreter, population, rows);
    for (const row of rows) results.set(row, resultOf(interpreter, population, members, row));
  }
  return results;
}

/** Text that the rows of one group share; undefined when one of the groups' values is missing. */
export function groupOf(
  interpreter: Interpreter,
  groups: readonly CheckedValue[],
  environment: Environment,
): string | undefined {
  const parts = groups.map((group) => {
    const datum = interpreter.value(group, environment);
    return datum && identityOf(datum, comparing([group.type], interpreter.zone));
  });
  return parts.includes(undefined) ? undefined : JSON.stringify(parts);
}

/** Rows of the group that `among` keeps and whose value is known. */
function membersOf(
  interpreter: Interpreter,
  { among, value }: Population,
  rows: readonly Row[],
): readonly Member[] {
  return rows.flatMap((row) => {
    if (among !== undefined && !interpreter.holds(among, ofRow(row))) return [];
    const datum = interpreter.value(value, ofRow(row));
    return datum === undefined ? [] : [{ row, datum }];
  });
}

function resultOf(
  interpreter: Interpreter,
  population: Population,
  members: readonly Member[],
  row: Row,
): MaybeDatum {
  const how = comparing([population.value.type], interpreter.zone);
  const peers = members.map((member) => ofRow(member.row));
  switch (population.function) {
    case 'peer_count':
      return whole(members.length);
    case 'peer_sum':
      return reduced(interpreter, 'sum', population.value, peers);
    case 'peer_avg':
      return reduced(interpreter, 'avg', population.value, peers);
    case 'peer_min':
      return reduced(interpreter, 'min', population.value, peers);
    case 'peer_max':
      return reduced(interpreter, 'max', population.value, peers);
    case 'peer_median':
      return percentile(members, how, rational.fraction(1n, 2n));
    case 'peer_percentile':
      return percentile(members, how, amountIn(population));
    case 'peer_stddev':
      return standardDeviation(members.map(({ datum }) => amountOf(datum)));
    case 'ntile':
    case 'rank':
    case 'percent_rank':
    case 'cumulative_share': {
      const self = members.find((member) => member.row === row);
      const ranking = { ...population, function: population.function };
      return self === undefined ? undefined : ranked(interpreter, ranking, { members, self, how });
    }
  }
}

function amountIn({ amount }: Population): Rational {
  const known = amount === undefined ? undefined : rational.parseDecimal(amount);
  if (known === undefined) throw new Error('a population function without its amount');
  return known;
}

/** Of n values in order, the one at the share of n - 1 counted from 0, interpolated between two. */
function percentile(members: readonly Member[], how: Comparing, at: Rational): MaybeDatum {
  const sorted = members
    .map(({ datum }) => datum)
    .toSorted((left, right) => compareData(left, right, how))
    .map((datum) => toRational(amountOf(datum)));
  const place = rational.multiply(at, rational.whole(Math.max(sorted.length - 1, 0)));
  const below = rational.floor(place);
  const low = sorted[Number(below)];
  const high = sorted[Math.min(Number(below) + 1, sorted.length - 1)];
  if (low === undefined || high === undefined) return undefined;
  const part = rational.subtract(place, rational.whole(below));
  const between = rational.multiply(part, rational.subtract(high, low));
  const result = rounded(rational.add(low, between));
  return result === undefined ? undefined : number(result);
}

type RankingPopulation = Population & {
  readonly function: 'ntile' | 'rank' | 'percent_rank' | 'cumulative_share';
};

interface Ranking {
  readonly members: readonly Member[];
  readonly self: Member;
  readonly how: Comparing;
}

function ranked(
  { database }: Interpreter,
  population: RankingPopulation,
  { members, self, how }: Ranking,
): MaybeDatum {
  const byKey = (left: Member, right: Member): number => database.compareKeys(left.row, right.row);
  const order = (left: Member, right: Member): number => compareData(left.datum, right.datum, how);
  const below = members.filter((other) => order(other, self) < 0).length;
  switch (population.function) {
    case 'ntile': {
      const sorted = members.toSorted((a, b) => order(a, b) || byKey(a, b));
      const tiles = Number(rational.floor(amountIn(population)));
      return whole(tileOf(sorted.indexOf(self), members.length, tiles));
    }
    case 'rank':
      return whole(1 + members.filter((other) => order(other, self) > 0).length);
    case 'percent_rank':
      return members.length === 1 ? undefined : share(below, members.length - 1);
    case 'cumulative_share': {
      const sorted = members.toSorted((a, b) => order(b, a) || byKey(a, b));
      return cumulativeShare(sorted, self);
    }
  }
}

/** From the highest value on, the running total with the object itself, as a share of the total. */
function cumulativeShare(sorted: readonly Member[], self: Member): MaybeDatum {
  const running = totalAboveZero(sorted.slice(0, sorted.indexOf(self) + 1));
  const all = totalAboveZero(sorted);
  if (all.numerator === 0n) return undefined;
  const result = rounded(rational.divide(running, all));
  return result === undefined ? undefined : number(result);
}

/** Groups whose sizes differ by at most one, the first ones larger; `index` counts from 0. */
function tileOf(index: number, size: number, tiles: number): number {
  let rest = index;
  for (let tile = 1; tile <= tiles; tile += 1) {
    const here = Math.floor(size / tiles) + (tile <= size % tiles ? 1 : 0);
    if (rest < here) return tile;
    rest -= here;
  }
  throw new Error('no tile');
}

function share(part: number, all: number): MaybeDatum {
  const result = rounded(rational.fraction(BigInt(part), BigInt(all)));
  return result === undefined ? undefined : number(result);
}

/** Values that are not above 0 add nothing. */
function totalAboveZero(members: readonly Member[]): Rational {
  return members
    .map(({ datum }) => asTerm(amountOf(datum)))
    .filter(({ numerator }) => numerator > 0n)
    .reduce(rational.add, rational.zero);
}
