// DuckDB's names for the types that generated SQL uses.
import type { SqlType } from '../../compiler/sql/dialect.ts';

export const duckdbTypeNames: Readonly<Record<SqlType, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  money: 'DECIMAL(18, 4)',
  decimal: 'DECIMAL(28, 9)',
  product: 'DECIMAL(38, 10)',
  summand: 'DECIMAL(38, 18)',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};
