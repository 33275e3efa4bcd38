// The reference interpreter: a value while it is computed. Missing is `undefined` everywhere.
import type { TimeUnit } from '../../compiler/syntax/literal-ast.ts';
import type { Amount } from './amount.ts';

export type Datum =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly amount: Amount }
  /** Microseconds since 1970-01-01T00:00:00Z. */
  | { readonly kind: 'instant'; readonly micros: bigint }
  /** Days since 1970-01-01. */
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'duration'; readonly amount: number; readonly unit: TimeUnit }
  | { readonly kind: 'version'; readonly version: Version }
  /** Degrees. */
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'array'; readonly items: readonly MaybeDatum[] }
  /** A JSON column as a whole: it is there. */
  | { readonly kind: 'json' };

export type MaybeDatum = Datum | undefined;

export interface Version {
  readonly numbers: readonly bigint[];
  /** Empty: a release. */
  readonly preRelease: readonly string[];
}

export type Instant = Extract<Datum, { kind: 'instant' }>;
export type Day = Extract<Datum, { kind: 'day' }>;
export type Time = Instant | Day;

export function text(value: string): Datum {
  return { kind: 'text', text: value };
}

export function bool(value: boolean): Datum {
  return { kind: 'bool', value };
}

export function number(amount: Amount): Datum {
  return { kind: 'number', amount };
}

export function instant(micros: bigint): Instant {
  return { kind: 'instant', micros };
}

export function day(days: number): Day {
  return { kind: 'day', day: days };
}

export function textOf(datum: Datum): string {
  if (datum.kind !== 'text') throw new Error(`a text, not a ${datum.kind}`);
  return datum.text;
}

export function amountOf(datum: Datum): Amount {
  if (datum.kind !== 'number') throw new Error(`a number, not a ${datum.kind}`);
  return datum.amount;
}

export function timeOf(datum: Datum): Time {
  if (datum.kind !== 'instant' && datum.kind !== 'day') {
    throw new Error(`a date or timestamp, not a ${datum.kind}`);
  }
  return datum;
}

export function itemsOf(datum: Datum): readonly MaybeDatum[] {
  if (datum.kind !== 'array') throw new Error(`an array, not a ${datum.kind}`);
  return datum.items;
}
