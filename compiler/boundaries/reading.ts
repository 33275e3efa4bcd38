// Data of compiler/boundaries: a condition as what it asks of one value. From it come the values that make it true or false, and
// those just at its thresholds.
import type { CheckedValue } from '../check/checked.ts';
import {
  exactly,
  orderOf,
  rounded,
  type Scalar,
  stepOf,
  versionsBeside,
  type Want,
} from './scalar.ts';
import type { Interval } from './clock.ts';
import type { ValueType } from '../check/value-type.ts';

export interface Reading {
  readonly subject: CheckedValue;
  readonly holds: (value: Scalar | null) => boolean;
  /** Around the thresholds, in a fixed order. */
  readonly edges: readonly Scalar[];
  /** Whether a value shows the same as an edge; undefined: only when it is equal. */
  readonly isLike?: ((value: Scalar, edge: Scalar) => boolean) | undefined;
  /** Plain values for which it holds, or does not. */
  readonly inside: readonly Scalar[];
  readonly outside: readonly Scalar[];
}

/** What makes the condition true, or false. */
export function wantOf({ holds, edges, inside, outside }: Reading, wanted: boolean): Want {
  const plain = wanted ? [...inside, ...edges] : [...outside, ...edges];
  const candidates = [...plain, null].filter((value) => holds(value) === wanted);
  return { test: (value) => holds(value) === wanted, candidates };
}

/** What shows one edge. */
export function edgeWant(reading: Reading, edge: Scalar): Want {
  const { isLike, subject } = reading;
  if (isLike === undefined) return exactly(edge, subject.type);
  return { test: (value) => value !== null && isLike(value, edge), candidates: [edge] };
}

export interface IntervalReading {
  readonly subject: CheckedValue;
  readonly interval: Interval;
  readonly negated: boolean;
  readonly whenMissing: boolean;
  /** The instant or day from which distances are shown; undefined for numbers. */
  readonly origin: number | undefined;
  /** The smallest step; by the type of the subject when undefined. */
  readonly step?: number | undefined;
}

export function readInterval(reading: IntervalReading): Reading {
  const { subject, interval, negated, whenMissing, origin } = reading;
  const { low, high } = interval;
  const within = (value: Scalar | null): boolean => {
    if (value === null) return whenMissing;
    if (typeof value !== 'number') return false;
    const above = low === undefined || compares(value - low.at, low.inclusive);
    const below = high === undefined || compares(high.at - value, high.inclusive);
    return (above && below) !== negated;
  };
  const step = (at: number): number => reading.step ?? stepOf(subject.type, at);
  const edges: number[] = [];
  if (low !== undefined) {
    edges.push(low.inclusive ? low.at : low.at + step(low.at));
    edges.push(low.inclusive ? low.at - step(low.at) : low.at);
  }
  if (high !== undefined) {
    edges.push(high.inclusive ? high.at : high.at - step(high.at));
    edges.push(high.inclusive ? high.at + step(high.at) : high.at);
  }
  const plain = plainValues(interval, subject.type, origin);
  const distinct = [...new Set(edges.map(rounded))];
  return {
    subject,
    holds: within,
    edges: distinct,
    inside: plain.filter(within),
    outside: plain.filter((value) => !within(value)),
  };
}

function compares(difference: number, inclusive: boolean): boolean {
  const order = Math.abs(difference) <= 1e-7 ? 0 : difference;
  return inclusive ? order >= 0 : order > 0;
}

/** Values that read well on either side of the ends, and between them. */
function plainValues(
  { low, high }: Interval,
  type: ValueType,
  origin: number | undefined,
): readonly number[] {
  const beside = (at: number): number => comfort(at, type, origin);
  const values: number[] = [];
  if (low !== undefined && high !== undefined) {
    if (low.at === high.at) values.push(low.at);
    values.push(...middles(low.at, high.at, type, origin));
  }
  if (low !== undefined) values.push(low.at + beside(low.at));
  if (high !== undefined) values.push(high.at - beside(high.at));
  if (low !== undefined) values.push(low.at - beside(low.at));
  if (high !== undefined) values.push(high.at + beside(high.at));
  return values.map(rounded);
}

const minute = 60_000;
const timeUnits = [24 * 60 * minute, 60 * minute, minute, 1000];

/** In the middle of an interval, as round as it can be. */
function middles(
  low: number,
  high: number,
  type: ValueType,
  origin: number | undefined,
): readonly number[] {
  const middle = (low + high) / 2;
  if (type.kind !== 'timestamp' || origin === undefined) {
    return isWhole(type) ? [Math.floor(middle)] : [Math.round(middle), middle];
  }
  const found = timeUnits.map((unit) => origin + Math.round((middle - origin) / unit) * unit);
  return [...found.filter((at) => at > low && at < high), middle];
}

function isWhole({ kind }: ValueType): boolean {
  return kind === 'int' || kind === 'date';
}

/** A distance from a threshold that nobody takes for the threshold. */
function comfort(at: number, type: ValueType, origin: number | undefined): number {
  if (isWhole(type)) return 1;
  if (type.kind === 'timestamp') {
    const away = Math.abs(at - (origin ?? at));
    return timeUnits.find((unit) => away >= 2 * unit) ?? timeUnits[0] ?? 1;
  }
  if (type.kind === 'percent') return 0.1;
  const size = Math.abs(at);
  return size < 1 ? 0.1 : 10 ** Math.floor(Math.log10(size) - 0.001);
}

export interface ChoiceReading {
  readonly subject: CheckedValue;
  readonly items: readonly Scalar[];
  readonly negated: boolean;
  readonly whenMissing: boolean;
}

/** Each of so many alternatives is shown. */
const mostAlternatives = 6;

/** Equal to one of the items. */
export function readChoice({ subject, items, negated, whenMissing }: ChoiceReading): Reading {
  const { type } = subject;
  const isIn = (value: Scalar): boolean => items.some((item) => orderOf(value, item, type) === 0);
  const others = otherValues(items, type).filter((value) => !isIn(value));
  const holds = (value: Scalar | null): boolean =>
    value === null ? whenMissing : isIn(value) !== negated;
  return {
    subject,
    holds,
    edges: [...items.slice(0, mostAlternatives), ...others.slice(0, 1)],
    inside: negated ? others : items,
    outside: negated ? items : others,
  };
}

/** Values of the type that are hardly among the items. */
function otherValues(items: readonly Scalar[], type: ValueType): readonly Scalar[] {
  switch (type.kind) {
    case 'enum':
      return type.values;
    case 'bool':
      return [true, false];
    case 'email':
      return ['someone@example.com', 'somebody@example.org'];
    case 'url':
      return ['https://example.com/', 'https://example.org/other'];
    case 'version':
      return items.flatMap((item) => (typeof item === 'string' ? versionsBeside(item) : []));
    case 'array':
    case 'date':
    case 'decimal':
    case 'duration':
    case 'geo':
    case 'id':
    case 'int':
    case 'json':
    case 'money':
    case 'percent':
    case 'raw':
    case 'text':
    case 'timestamp':
    case 'unknown':
    default: {
      const numbers = items.filter((item) => typeof item === 'number');
      if (numbers.length === 0) return ['other', 'another', 'something_else'];
      const last = Math.max(...numbers);
      const step = stepOf(type, last);
      return [
        rounded(last + step),
        rounded(Math.min(...numbers) - step),
        rounded(last + 10 * step),
      ];
    }
  }
}

/** Text and versions before or after one. */
export function readTextOrder(
  subject: CheckedValue,
  operator: '<' | '<=' | '>' | '>=',
  threshold: string,
  whenMissing: boolean,
): Reading {
  const { type } = subject;
  const [before, after] =
    type.kind === 'version' ? versionsBeside(threshold) : [threshold.slice(0, -1), `${threshold}a`];
  const holds = (value: Scalar | null): boolean => {
    if (value === null) return whenMissing;
    const order = orderOf(value, threshold, type);
    if (order === undefined) return false;
    if (order === 0) return operator === '<=' || operator === '>=';
    return order < 0 === operator.startsWith('<');
  };
  const plain = [before, after];
  return {
    subject,
    holds,
    edges: [threshold, before, after],
    inside: plain.filter(holds),
    outside: plain.filter((value) => !holds(value)),
  };
}
