// The reference interpreter: values inside a JSON column. What is not there, is null, or is of another type than the model says
// is missing; texts that read as the type count as it.
import { assertNever } from '../../compiler/assert.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { exact } from './amount.ts';
import { parseDay, parseInstant, parseLocal } from './calendar-time.ts';
import { bool, type MaybeDatum, number, text } from './datum.ts';
import {
  absolute,
  compare,
  divide,
  multiply,
  parseDecimal,
  roundHalfAway,
  whole,
} from './rational.ts';
import { parseVersion } from './version-text.ts';

/** A number as its text, so that no digit is lost. */
interface JsonNumber {
  readonly digits: string;
}

/** The value below the keys; `stored` is the JSON text of the column. Undefined when there is none. */
export function insideJson(stored: string, path: readonly string[]): unknown {
  let value = parseJson(stored);
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    if (isNumber(value)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
  }
  return value ?? undefined;
}

const numbers = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function parseJson(stored: string): unknown {
  try {
    // Only what is JSON; then again with every number in an object of its own.
    JSON.parse(stored);
    const marked = stored.replaceAll(numbers, (token) =>
      token.startsWith('"') ? token : `{"digits":"${token}"}`,
    );
    return JSON.parse(marked) as unknown;
  } catch {
    return undefined;
  }
}

/** Objects of the data with exactly this one text are not told apart: none is generated. */
function isNumber(value: unknown): value is JsonNumber {
  return (
    typeof value === 'object' &&
    value !== null &&
    'digits' in value &&
    typeof value.digits === 'string' &&
    Object.keys(value).length === 1
  );
}

export function fromJson(value: unknown, type: ValueType, zone: string | undefined): MaybeDatum {
  if (value === undefined || value === null) return undefined;
  switch (type.kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'enum':
    case 'raw':
      return textFrom(value);
    case 'int':
      return wholeFrom(value);
    case 'decimal':
    case 'percent':
    case 'money':
      return numberFrom(value);
    case 'bool':
      return boolFrom(value);
    case 'date':
      return attempt(value, (stored) => parseDay(stored.trim().slice(0, 10)));
    case 'timestamp':
      return attempt(value, (stored) => instantFrom(stored, zone));
    case 'version':
      return versionFrom(value);
    case 'array':
      return Array.isArray(value)
        ? { kind: 'array', items: value.map((item) => fromJson(item, type.element, zone)) }
        : undefined;
    case 'json':
      return { kind: 'json' };
    case 'geo':
    case 'duration':
    case 'unknown':
      throw new Error(`no JSON value is a ${type.kind}`);
    default:
      return assertNever(type);
  }
}

function textFrom(value: unknown): MaybeDatum {
  if (typeof value === 'string') return text(value);
  // Said nowhere: what is no text is its JSON text.
  return text(isNumber(value) ? String(Number(value.digits)) : JSON.stringify(plain(value)));
}

/** JSON as it was, for its text. */
function plain(value: unknown): unknown {
  if (isNumber(value)) return Number(value.digits);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** Numbers and texts that read as one, rounded to the places that a number has, halves away from zero. */
function numberFrom(value: unknown, places = 9, limit = 10n ** 29n): MaybeDatum {
  const said = isNumber(value) ? value.digits : value;
  const parsed = typeof said === 'string' ? parseDecimal(said.trim()) : undefined;
  if (parsed === undefined) return undefined;
  const scale = whole(10n ** BigInt(places));
  const result = divide(whole(roundHalfAway(multiply(parsed, scale))), scale);
  return compare(absolute(result), whole(limit)) < 0 ? number(exact(result)) : undefined;
}

function wholeFrom(value: unknown): MaybeDatum {
  return numberFrom(value, 0, 2n ** 63n);
}

const truths = ['true', 't', 'yes', 'y', '1'];
const untruths = ['false', 'f', 'no', 'n', '0'];

function boolFrom(value: unknown): MaybeDatum {
  if (typeof value === 'boolean') return bool(value);
  const given = isNumber(value) ? value.digits : value;
  const said = typeof given === 'string' ? given.toLowerCase() : '';
  return truths.includes(said) ? bool(true) : untruths.includes(said) ? bool(false) : undefined;
}

function versionFrom(value: unknown): MaybeDatum {
  const version = typeof value === 'string' ? parseVersion(value) : undefined;
  return version === undefined ? undefined : { kind: 'version', version };
}

function instantFrom(stored: string, zone: string | undefined): MaybeDatum {
  const iso = stored.trim().replace(/^(\d{4}-\d\d-\d\d) /, '$1T');
  if (zone !== undefined) return parseLocal(iso.replace(/Z$/, ''), zone);
  if (/^\d{4}-\d\d-\d\d$/.test(iso)) return parseInstant(`${iso}T00:00Z`);
  return parseInstant(/(?:Z|[+-]\d\d(?::?\d\d)?)$/.test(iso) ? iso : `${iso}Z`);
}

function attempt(value: unknown, parse: (stored: string) => MaybeDatum): MaybeDatum {
  if (typeof value !== 'string') return undefined;
  try {
    return parse(value);
  } catch {
    return undefined;
  }
}
