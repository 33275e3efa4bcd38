// Which column types of a warehouse each type of the language can be read from.
import type { ValueType } from '../../../compiler/check/value-type.ts';
import type { ColumnFamily, WarehouseColumn } from '../../warehouse.ts';

const numbers: readonly ColumnFamily[] = ['integer', 'decimal', 'float'];

const families: Readonly<Record<ValueType['kind'], readonly ColumnFamily[] | undefined>> = {
  text: ['text'],
  enum: ['text'],
  version: ['text'],
  url: ['text'],
  email: ['text'],
  id: ['text', 'integer', 'decimal', 'uuid'],
  int: ['integer', 'decimal'],
  decimal: numbers,
  percent: numbers,
  money: numbers,
  bool: ['boolean'],
  date: ['date'],
  timestamp: ['timestamp', 'date'],
  duration: ['interval'],
  json: ['json', 'struct', 'text'],
  array: ['array'],
  geo: undefined,
  raw: undefined,
  unknown: undefined,
};

/** Undefined: any. Keys are never read from floats, which cannot tell large numbers apart. */
export function acceptedFamilies(type: ValueType): readonly ColumnFamily[] | undefined {
  return families[type.kind];
}

/** Types whose values are text as it stands; ids are not, since a key has the type of the keys it meets. */
export function isText(type: ValueType): boolean {
  return ['text', 'enum', 'version', 'url', 'email'].includes(type.kind);
}

/** Whether values of two key columns can be equal without conversion. */
export function joinable(left: WarehouseColumn, right: WarehouseColumn): boolean {
  if (left.family === right.family) return left.family !== 'float';
  const exact: readonly ColumnFamily[] = ['integer', 'decimal'];
  return exact.includes(left.family) && exact.includes(right.family);
}
