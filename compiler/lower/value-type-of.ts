// Part of compiler/lower: the type of a lowered value.
import { assertNever } from '../assert.ts';
import type { ValueType } from '../check/value-type.ts';
import type { Value } from './ir.ts';

export function valueTypeOf(value: Value): ValueType {
  switch (value.kind) {
    case 'literal':
    case 'feature':
    case 'arithmetic':
    case 'case':
    case 'negate':
    case 'call':
    case 'of_row':
    case 'open_time':
      return value.type;
    case 'column':
      return value.read.type;
    case 'row_key':
      return { kind: 'id', of: value.row.entity };
    case 'count_true':
      return { kind: 'int' };
    case 'time_point':
    case 'shift':
      return { kind: value.as };
    default:
      return assertNever(value);
  }
}
