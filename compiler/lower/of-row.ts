// Part of compiler/lower: what is said of a related row is missing when that row is, even a count or a fallback.
import { assertNever } from '../assert.ts';
import type { CallName } from './call-name.ts';
import type { Row, Value } from './ir.ts';
import { isNeverMissing } from './never-missing.ts';
import { valueTypeOf } from './value-type-of.ts';

/** The value, missing where there is no such row. A row without hops always exists. */
export function ofRow(row: Row, value: Value): Value {
  if (row.hops.length === 0 || isMissingWith(row, value)) return value;
  return { kind: 'of_row', row, value, type: valueTypeOf(value) };
}

/** Functions whose result is known as soon as one argument is. */
const passesOverMissing: ReadonlySet<CallName> = new Set(['coalesce', 'least', 'greatest']);

/** Whether the value is missing by itself wherever the row is. */
function isMissingWith(row: Row, value: Value): boolean {
  const isMissing = (part: Value): boolean => isMissingWith(row, part);
  if (isNeverMissing(value)) return false;
  switch (value.kind) {
    case 'case':
      return false;
    case 'column':
    case 'row_key':
      return leadsThrough(row, value.row);
    case 'feature':
      return value.empty === 'missing' && leadsThrough(row, value.row);
    case 'arithmetic':
      return isMissing(value.left) || isMissing(value.right);
    case 'negate':
      return isMissing(value.operand);
    case 'of_row':
      return leadsThrough(row, value.row) || isMissing(value.value);
    case 'open_time':
      return isMissing(value.from) || isMissing(value.to);
    case 'shift':
      return isMissing(value.operand) || isMissing(value.amount);
    case 'call':
      return isCallMissing(value, isMissing);
    default:
      return assertNever(value);
  }
}

function isCallMissing(
  { function: name, args }: Extract<Value, { kind: 'call' }>,
  isMissing: (argument: Value) => boolean,
): boolean {
  return passesOverMissing.has(name) ? args.every(isMissing) : args.some(isMissing);
}

/** Whether the way to `other` goes over `row`. */
function leadsThrough(row: Row, other: Row): boolean {
  return (
    row.up === other.up &&
    row.hops.every((hop, index) => hop.relation === other.hops[index]?.relation)
  );
}
