// DuckDB's type names → the families the runtime compares models with, and which whole numbers are BIGINTs.
import type { ColumnFamily } from '../../../runtime/warehouse.ts';

const families: Readonly<Record<string, ColumnFamily>> = {
  VARCHAR: 'text',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIME: 'time',
  INTERVAL: 'interval',
  UUID: 'uuid',
  JSON: 'json',
  BLOB: 'binary',
  FLOAT: 'float',
  DOUBLE: 'float',
};
const integers = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;

export function columnFamily(nativeType: string): ColumnFamily {
  const known = families[nativeType];
  if (known !== undefined) return known;
  if (nativeType.endsWith(']')) return 'array';
  if (integers.test(nativeType)) return 'integer';
  if (nativeType.startsWith('DECIMAL')) return 'decimal';
  if (nativeType.startsWith('TIMESTAMP')) return 'timestamp';
  if (nativeType.startsWith('TIME')) return 'time';
  if (nativeType.startsWith('ENUM')) return 'text';
  if (nativeType.startsWith('STRUCT') || nativeType.startsWith('MAP')) return 'struct';
  return 'other';
}

/** Whether each value of a type, as DuckDB describes it, is a BIGINT. */
export function fitsBigint(nativeType: string): boolean {
  return /^(?:U?(?:TINYINT|SMALLINT|INTEGER)|BIGINT)$/.test(nativeType);
}
