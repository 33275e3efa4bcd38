// The reference interpreter: when values are equal, and their order. docs/language.md, "Attributes": text by code point, email
// ignoring case, versions in their own order.
import { assertNever } from '../../compiler/assert.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { compareAmounts, wholeAmount } from './amount.ts';
import { asInstant, compareTimes } from './calendar-time.ts';
import { type Datum, type MaybeDatum, number, type Time } from './datum.ts';
import { lowerCase } from './text-functions.ts';
import * as rational from './rational.ts';
import { compareVersions, parseVersion } from './version-text.ts';

/** By code points, which is the order of UTF-8 bytes, too. */
export function compareTexts(left: string, right: string): number {
  const [a, b] = [Array.from(left), Array.from(right)];
  for (const [index, character] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const difference = codeOf(character) - codeOf(other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

export interface Comparing {
  /** One of the sides is an email. */
  readonly ignoringCase: boolean;
  readonly zone: string;
}

export function comparing(types: readonly ValueType[], zone: string): Comparing {
  return { ignoringCase: types.some(isEmail), zone };
}

function isEmail(type: ValueType): boolean {
  return type.kind === 'array' ? isEmail(type.element) : type.kind === 'email';
}

/** Of two known values of alike types. */
export function compareData(left: Datum, right: Datum, how: Comparing): number {
  if (left.kind === 'version' || right.kind === 'version') {
    return compareVersions(versionOf(left), versionOf(right));
  }
  switch (left.kind) {
    case 'text':
      return compareAsTexts(left.text, rightText(right), how);
    case 'number':
      return compareAmounts(left.amount, asNumber(right).amount);
    case 'bool':
      return Number(left.value) - Number(right.kind === 'bool' && right.value);
    case 'instant':
    case 'day':
      return compareMixedTimes(left, right, how.zone);
    case 'place':
    case 'array':
    case 'duration':
    case 'json':
      throw new Error(`no order of ${left.kind}`);
    default:
      return assertNever(left);
  }
}

export function sameData(left: Datum, right: Datum, how: Comparing): boolean {
  return compareData(left, right, how) === 0;
}

/** Those known, each once. */
export function distinctData(data: readonly MaybeDatum[], how: Comparing): readonly Datum[] {
  const found: Datum[] = [];
  for (const datum of data) {
    if (datum === undefined || found.some((one) => sameData(one, datum, how))) continue;
    found.push(datum);
  }
  return found;
}

/** A known value as text that equal values share, for groups. */
export function identityOf(datum: Datum, how: Comparing): string {
  switch (datum.kind) {
    case 'text':
      return how.ignoringCase ? lowerCase(datum.text) : datum.text;
    case 'number':
      return datum.amount.kind === 'exact'
        ? rational.toText(datum.amount.value)
        : rational.toText(rational.ofDouble(datum.amount.value));
    case 'bool':
      return String(datum.value);
    case 'instant':
      return String(datum.micros);
    case 'day':
      return String(datum.day);
    case 'version':
      return JSON.stringify([datum.version.numbers.map(String), datum.version.preRelease]);
    case 'place':
    case 'array':
    case 'duration':
    case 'json':
      throw new Error(`no group of ${datum.kind}`);
    default:
      return assertNever(datum);
  }
}

function compareAsTexts(left: string, right: string, { ignoringCase }: Comparing): number {
  return ignoringCase ? compareTexts(lowerCase(left), lowerCase(right)) : compareTexts(left, right);
}

function compareMixedTimes(left: Time, right: Datum, zone: string): number {
  if (right.kind !== 'instant' && right.kind !== 'day') throw new Error('a time beside no time');
  if (left.kind === right.kind) return compareTimes(left, right);
  return compareTimes(asInstant(left, zone), asInstant(right, zone));
}

function versionOf(datum: Datum): NonNullable<ReturnType<typeof parseVersion>> {
  if (datum.kind === 'version') return datum.version;
  const version = datum.kind === 'text' ? parseVersion(datum.text) : undefined;
  if (version === undefined) throw new Error('a version beside no version');
  return version;
}

function rightText(datum: Datum): string {
  if (datum.kind === 'text') return datum.text;
  throw new Error(`a text beside a ${datum.kind}`);
}

function asNumber(datum: Datum): Extract<Datum, { kind: 'number' }> {
  if (datum.kind === 'number') return datum;
  throw new Error(`a number beside a ${datum.kind}`);
}

export function whole(value: number | bigint): Datum {
  return number(wholeAmount(value));
}
