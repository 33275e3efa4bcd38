// The reference interpreter: values inside a JSON column. What is not there, is null, or is of another type than the model says
// is missing (said nowhere; see README.md).
import { assertNever } from '../../compiler/assert.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { exact } from './amount.ts';
import { parseDay, parseInstant, parseLocal } from './calendar-time.ts';
import { bool, type MaybeDatum, number, text } from './datum.ts';
import { parseDecimal } from './rational.ts';
import { parseVersion } from './version-text.ts';

/** The value below the keys; `stored` is the JSON text of the column. Undefined when there is none. */
export function insideJson(stored: string, path: readonly string[]): unknown {
  let value = parseJson(stored);
  for (const key of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.getOwnPropertyDescriptor(value, key)?.value as unknown;
  }
  return value ?? undefined;
}

function parseJson(stored: string): unknown {
  try {
    return JSON.parse(stored) as unknown;
  } catch {
    return undefined;
  }
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
      return attempt(value, (stored) => parseDay(stored));
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
  return text(JSON.stringify(value));
}

function numberFrom(value: unknown): MaybeDatum {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const parsed = parseDecimal(String(value).trim());
  return parsed === undefined ? undefined : number(exact(parsed));
}

function wholeFrom(value: unknown): MaybeDatum {
  const found = numberFrom(value);
  if (found?.kind !== 'number' || found.amount.kind !== 'exact') return undefined;
  return found.amount.value.denominator === 1n ? found : undefined;
}

function boolFrom(value: unknown): MaybeDatum {
  if (typeof value === 'boolean') return bool(value);
  return value === 'true' ? bool(true) : value === 'false' ? bool(false) : undefined;
}

function versionFrom(value: unknown): MaybeDatum {
  const version = typeof value === 'string' ? parseVersion(value) : undefined;
  return version === undefined ? undefined : { kind: 'version', version };
}

function instantFrom(stored: string, zone: string | undefined): MaybeDatum {
  if (zone !== undefined) return parseLocal(stored.replace(/Z$/, ''), zone);
  return parseInstant(/(?:Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`);
}

function attempt(value: unknown, parse: (stored: string) => MaybeDatum): MaybeDatum {
  if (typeof value !== 'string') return undefined;
  try {
    return parse(value);
  } catch {
    return undefined;
  }
}
