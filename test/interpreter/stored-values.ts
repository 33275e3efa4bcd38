// The reference interpreter: what stands in a column, as a value of the attribute's type. docs/language.md, "Types", "`object`".
import { assertNever } from '../../compiler/assert.ts';
import type { ValueType } from '../../compiler/check/value-type.ts';
import { exact } from './amount.ts';
import { parseDay, parseInstant, parseLocal } from './calendar-time.ts';
import { bool, type MaybeDatum, number, text } from './datum.ts';
import { parseDecimal } from './rational.ts';
import { parseVersion } from './version-text.ts';
import type { StoredValue } from './world.ts';

/** Throws when the column cannot hold it: the world is then no world of this model. */
export function fromStored(
  stored: StoredValue | undefined,
  type: ValueType,
  zone: string | undefined,
): MaybeDatum {
  if (stored === undefined || stored === null) return undefined;
  switch (type.kind) {
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'enum':
    case 'raw':
      return typeof stored === 'boolean' ? bool(stored) : text(asText(stored));
    case 'int':
    case 'decimal':
    case 'percent':
    case 'money':
      return decimalOf(asText(stored));
    case 'bool':
      return bool(stored === true || stored === 'true');
    case 'date':
      return parseDay(asText(stored));
    case 'timestamp':
      return timestampOf(asText(stored), zone);
    case 'version': {
      const version = parseVersion(asText(stored));
      return version === undefined ? undefined : { kind: 'version', version };
    }
    case 'array':
      return arrayOf(stored, type.element, zone);
    case 'json':
      return { kind: 'json' };
    case 'geo':
    case 'duration':
    case 'unknown':
      throw new Error(`no column holds a ${type.kind}`);
    default:
      return assertNever(type);
  }
}

function asText(stored: StoredValue): string {
  if (typeof stored === 'string') return stored;
  throw new Error(`a text, not ${JSON.stringify(stored)}`);
}

function decimalOf(stored: string): MaybeDatum {
  const value = parseDecimal(stored);
  if (value === undefined) throw new Error(`no number: ${stored}`);
  return number(exact(value));
}

/** `@zone("Europe/Warsaw")`: the column holds local times, written like UTC ones or without an offset. */
function timestampOf(stored: string, zone: string | undefined): MaybeDatum {
  if (zone !== undefined) return parseLocal(stored.replace(/Z$/, ''), zone);
  return parseInstant(/(?:Z|[+-]\d\d:?\d\d)$/.test(stored) ? stored : `${stored}Z`);
}

function arrayOf(stored: StoredValue, element: ValueType, zone: string | undefined): MaybeDatum {
  if (typeof stored !== 'object' || stored === null) throw new Error('an array');
  return { kind: 'array', items: stored.map((item) => fromStored(item, element, zone)) };
}
