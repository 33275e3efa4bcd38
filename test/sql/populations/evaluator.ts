// An evaluator of ranks, shares and numbers of peers that shares nothing with the compiler: plain loops over exact fractions.
import {
  add,
  compare,
  divide,
  multiply,
  type Rational,
  rational,
  subtract,
  total,
} from './rational.ts';

/** One object: `key` decides ties, a missing `group` is in no group. */
export interface Member {
  readonly key: number;
  readonly value: Rational | undefined;
  /** Undefined: missing. Objects that are not grouped all have the same. */
  readonly group: string | undefined;
  /** Belongs to the population. */
  readonly counts: boolean;
}

interface Known extends Member {
  readonly value: Rational;
}

function isKnown(member: Member): member is Known {
  return member.counts && member.value !== undefined && member.group !== undefined;
}

/** The members of the group of `member` whose value is known. */
export function peersOf(members: readonly Member[], member: Member): readonly Known[] {
  if (member.group === undefined) return [];
  return members.filter(isKnown).filter(({ group }) => group === member.group);
}

/** Lowest first, ties by key. */
function ascending(a: Known, b: Known): number {
  return compare(a.value, b.value) || a.key - b.key;
}

/** Highest first, ties by key. */
function descending(a: Known, b: Known): number {
  return compare(b.value, a.value) || a.key - b.key;
}

export type Measure = (members: readonly Member[], member: Member) => Rational | undefined;

/** Missing for objects outside the population. */
function ofMembers(
  measure: (peers: readonly Known[], member: Known) => Rational | undefined,
): Measure {
  return (members, member) =>
    isKnown(member) ? measure(peersOf(members, member), member) : undefined;
}

export function ntile(tiles: number): Measure {
  return ofMembers((peers, member) => {
    const order = peers.toSorted(ascending);
    const small = Math.floor(order.length / tiles);
    const larger = order.length % tiles;
    let start = 0;
    for (let tile = 1; tile <= tiles; tile += 1) {
      const size = small + (tile <= larger ? 1 : 0);
      if (order.slice(start, start + size).includes(member)) return rational(tile);
      start += size;
    }
    return undefined;
  });
}

export const rank: Measure = ofMembers((peers, { value }) =>
  rational(1 + peers.filter((other) => compare(other.value, value) > 0).length),
);

export const percentRank: Measure = ofMembers((peers, { value }) => {
  const lower = peers.filter((other) => compare(other.value, value) < 0).length;
  return divide(rational(lower), rational(peers.length - 1));
});

export const cumulativeShare: Measure = ofMembers((peers, member) => {
  const order = peers.toSorted(descending);
  const upTo = order.slice(0, order.indexOf(member) + 1);
  return divide(positiveTotal(upTo), positiveTotal(order));
});

function positiveTotal(members: readonly Known[]): Rational {
  return total(members.map(({ value }) => value).filter(({ numerator }) => numerator > 0n));
}

/** For every object that is in a group, whether it counts or not. */
function ofPeers(measure: (values: readonly Rational[]) => Rational | undefined): Measure {
  return (members, member) => {
    if (member.group === undefined) return undefined;
    return measure(peersOf(members, member).map(({ value }) => value));
  };
}

export const peerCount: Measure = ofPeers((values) => rational(values.length));
export const peerSum: Measure = ofPeers(total);
export const peerAvg: Measure = ofPeers((values) => divide(total(values), rational(values.length)));
export const peerMin: Measure = ofPeers((values) => values.toSorted(compare)[0]);
export const peerMax: Measure = ofPeers((values) => values.toSorted(compare).at(-1));

export function peerPercentile(share: Rational): Measure {
  return ofPeers((values) => {
    const order = values.toSorted(compare);
    const place = multiply(share, rational(order.length - 1));
    const below = Number(place.numerator / place.denominator);
    const [low, high] = [order[below], order[below + 1] ?? order[below]];
    if (low === undefined || high === undefined) return undefined;
    const rest = subtract(place, rational(below));
    return add(low, multiply(subtract(high, low), rest));
  });
}

/** The square of the deviation of a sample. */
export const peerVariance: Measure = ofPeers((values) => {
  const mean = divide(total(values), rational(values.length));
  if (mean === undefined || values.length < 2) return undefined;
  const squares = values.map((value) => multiply(subtract(value, mean), subtract(value, mean)));
  return divide(total(squares), rational(values.length - 1));
});

// ---------------------------------------------------------------- take

export interface Take {
  readonly direction: 'top' | 'bottom';
  readonly of: 'places' | 'rows' | 'total';
  readonly from: Rational | undefined;
  readonly to: Rational;
  readonly ties: boolean;
}

/** The keys that are taken: each group is gone through from its first place on. */
export function taken(members: readonly Member[], take: Take): readonly number[] {
  const groups = new Set(members.filter(isKnown).map(({ group }) => group));
  return [...groups].flatMap((group) => takenOf(members, group, take));
}

function takenOf(
  members: readonly Member[],
  group: string | undefined,
  { direction, of, from, to, ties }: Take,
): readonly number[] {
  const known = members.filter(isKnown).filter((member) => member.group === group);
  const ranked = of === 'total' ? known.filter(({ value }) => value.numerator > 0n) : known;
  const order = ranked.toSorted(direction === 'top' ? descending : ascending);
  const whole = of === 'total' ? total(order.map(({ value }) => value)) : rational(order.length);
  return order
    .filter((member) => {
      const first = order.findIndex(({ value }) => compare(value, member.value) === 0);
      const place = ties ? first : order.indexOf(member);
      const before = order.slice(0, place);
      if (of === 'places') {
        const number = rational(place + 1);
        return compare(number, to) <= 0 && (from === undefined || compare(number, from) >= 0);
      }
      const passed = of === 'total' ? total(before.map(({ value }) => value)) : rational(place);
      const start = from === undefined || compare(passed, multiply(from, whole)) >= 0;
      return start && compare(passed, multiply(to, whole)) < 0;
    })
    .map(({ key }) => key);
}
