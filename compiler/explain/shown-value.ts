// Part of compiler/explain: a cell of a probe's row, as a driver gives it in JSON → the value as the language writes it.
import type { ValueType } from '../check/value-type.ts';
import { canonicalNumber } from '../check/values/canonical-number.ts';
import type { OperandRole } from './condition-tree.ts';

/** Missing, a bool, an array, or text: numbers as plain decimals, dates `2025-11-01`, instants in ISO, UTC. */
export type Shown = null | boolean | string | readonly string[];

const places = 2 ** 32;

export function shownOf(cell: unknown, type: ValueType, role: OperandRole): Shown {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell;
  if (Array.isArray(cell)) return cell.map((one) => textOf(one));
  const text = textOf(cell);
  if (role === 'place' && type.kind === 'percent')
    return numberText(Number.parseInt(text, 16) / places);
  switch (type.kind) {
    case 'bool':
      return text === 'true';
    case 'timestamp':
      return instantText(text);
    case 'int':
    case 'decimal':
    case 'percent':
    case 'money':
      return numberFrom(text);
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'date':
    case 'duration':
    case 'enum':
    case 'version':
    case 'geo':
    case 'json':
    case 'array':
    case 'raw':
    case 'unknown':
      return text;
  }
}

function textOf(cell: unknown): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  return JSON.stringify(cell);
}

/** A plain decimal, also of `1e-7`, without zeros at its end. */
function numberText(value: number): string {
  const text = String(value);
  if (!/^-?\d+(?:\.\d+)?e/i.test(text)) return numberFrom(text);
  return numberFrom(
    value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }),
  );
}

function numberFrom(text: string): string {
  if (/e/i.test(text) && Number.isFinite(Number(text))) return numberText(Number(text));
  return /^-?\d+(?:\.\d+)?$/.test(text) ? canonicalNumber(text) : text;
}

/** `2025-11-01 09:00:00.5` of a driver is `2025-11-01T09:00:00.5Z`. */
function instantText(text: string): string {
  const found = /^(\d{4,}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?(?:\+00(?::00)?|Z)?$/.exec(text);
  if (found === null) return text;
  const [, day = '', time = '', fraction = ''] = found;
  return `${day}T${time}${fraction.replace(/\.?0+$/, '')}Z`;
}
