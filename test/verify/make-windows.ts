// Windows, distances and moments as text; every threshold of theirs is noted, so that rows can be put there.
import { Temporal } from 'temporal-polyfill';
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import type { Maker } from './maker.ts';
import { plainLiteral } from './make-literals.ts';

export type Against = 'date' | 'timestamp';

const long = ['day', 'week', 'month', 'quarter', 'year'] as const;
const all = ['second', 'minute', 'hour', ...long] as const;

/** A unit that the type takes, and an amount of it that the rows reach. */
export function someLength(
  maker: Maker,
  against: Against,
  among: readonly TimeUnit[] = against === 'date' ? long : all,
): { readonly amount: number; readonly unit: TimeUnit } {
  const { random, thresholds } = maker;
  const unit = random.weighted(among.map((one) => [unitWeights[one], one] as const));
  const amount = random.chance(70) ? random.pick([1, 1, 2, 3]) : random.pick(amounts[unit]);
  thresholds.addLength(amount, unit);
  return { amount, unit };
}

const unitWeights: Readonly<Record<TimeUnit, number>> = {
  second: 2,
  minute: 3,
  hour: 5,
  day: 9,
  week: 3,
  month: 5,
  quarter: 2,
  year: 2,
};

const amounts: Readonly<Record<TimeUnit, readonly number[]>> = {
  second: [1, 90, 3_600],
  minute: [5, 30, 90, 1_440],
  hour: [4, 12, 24, 25, 48],
  day: [5, 7, 14, 30, 31, 90, 365],
  week: [4, 6, 53],
  month: [5, 6, 12, 13, 18],
  quarter: [4, 5],
  year: [4, 5],
};

export function units(amount: number | string, unit: TimeUnit): string {
  return amount === 1 ? `1 ${unit}` : `${amount} ${unit}s`;
}

/** The number, or a parameter of type int in its place. */
export function amountText(maker: Maker, amount: number): string | number {
  const { random, parameters } = maker;
  const fitting = parameters.filter(({ type }) => type.kind === 'int');
  const parameter = random.chance(60) ? random.pickOne(fitting) : undefined;
  return parameter === undefined ? amount : `$${parameter.name}`;
}

/** `in last 3 days`, `since …`; `past`: not one that lies ahead. */
export function windowText(maker: Maker, against: Against, past: boolean = false): string {
  const { random } = maker;
  const ahead = past ? 0 : 1;
  return random.weighted<() => string>([
    [10, () => rolling(maker, against, 'last')],
    [4 * ahead, () => rolling(maker, against, 'next')],
    [4, () => full(maker, against)],
    [3, () => calendar(maker, against, 'this')],
    [3, () => calendar(maker, against, 'this full')],
    [5, () => calendar(maker, against, 'previous')],
    [3 * ahead, () => calendar(maker, against, 'following')],
    [5, () => between(maker, against, 'ago')],
    [4 * ahead, () => between(maker, against, 'from now')],
    [5, () => `since ${boundText(maker, against)}`],
    [6, () => fromTo(maker, against)],
  ])();
}

function rolling(maker: Maker, against: Against, direction: 'last' | 'next'): string {
  const { amount, unit } = someLength(maker, against);
  return `in ${direction} ${units(amountText(maker, amount), unit)}`;
}

/** `in last 30 full days` */
function full(maker: Maker, against: Against): string {
  const { amount, unit } = someLength(maker, against, long);
  return `in last ${amountText(maker, amount)} full ${unit}${amount === 1 ? '' : 's'}`;
}

export function calendar(
  maker: Maker,
  against: Against,
  which: 'this' | 'this full' | 'previous' | 'following',
): string {
  const { amount, unit } = someLength(maker, against, against === 'date' ? long : all.slice(1));
  if (which.startsWith('this') || (amount === 1 && maker.random.chance(60))) {
    return `in ${which} ${unit}`;
  }
  return `in ${which} ${units(amountText(maker, amount), unit)}`;
}

function between(maker: Maker, against: Against, direction: 'ago' | 'from now'): string {
  const { amount, unit } = someLength(maker, against);
  const near = maker.random.below(amount);
  maker.thresholds.addLength(near, unit);
  const [first, second] = direction === 'ago' ? [amount, near] : [near, amount];
  return `between ${first} and ${second} ${unit}s ${direction}`;
}

function fromTo(maker: Maker, against: Against): string {
  const { random, thresholds } = maker;
  const first = thresholds.someDay(random);
  const last = first.add({ days: random.pick([0, 1, 2, 7, 31, 400]) });
  if (random.chance(50)) {
    thresholds.addDay(first);
    thresholds.addDay(last.add({ days: 1 }));
    return `from ${first.toString()} through ${last.toString()}`;
  }
  const later = against === 'timestamp' && random.chance(50) ? 'instant' : 'day';
  if (later === 'day') {
    const end = last.add({ days: 1 });
    thresholds.addDay(first);
    thresholds.addDay(end);
    return `from ${first.toString()} until ${end.toString()}`;
  }
  const start = thresholds.someInstant(random).round('millisecond');
  const end = start.add({ hours: random.pick([1, 24, 48, 240]) });
  thresholds.addInstant(start);
  thresholds.addInstant(end);
  return `from ${start.toString()} until ${end.toString()}`;
}

/** A constant bound: a day, an instant where it fits, today or now moved, a parameter. */
export function boundText(maker: Maker, against: Against): string {
  const { random, thresholds, parameters } = maker;
  const fitting = parameters.filter(
    ({ type }) => type.kind === 'date' || (type.kind === 'timestamp' && against === 'timestamp'),
  );
  const parameter = random.chance(50) ? random.pickOne(fitting) : undefined;
  if (parameter !== undefined) return `$${parameter.name}`;
  return random.weighted<() => string>([
    [10, () => plainLiteral(maker, { kind: 'date' })],
    [against === 'timestamp' ? 8 : 0, () => plainLiteral(maker, { kind: 'timestamp' })],
    [3, () => `today - ${moved(maker, 'date')}`],
    [against === 'timestamp' ? 3 : 0, () => `now - ${moved(maker, 'timestamp')}`],
    [
      2,
      () => {
        thresholds.addDay(Temporal.PlainDate.from(thresholds.today));
        return 'today';
      },
    ],
  ])();
}

function moved(maker: Maker, against: Against): string {
  const { amount, unit } = someLength(maker, against);
  return units(amount, unit);
}
