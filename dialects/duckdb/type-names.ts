// DuckDB's names for the types that generated SQL uses.
import type { ExactType, SqlType } from '../../compiler/sql/dialect.ts';

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

/** The widest. Arithmetic on types of at most 18 digits stays within 18 digits, and fails beyond. */
export const duckdbWideNames: Readonly<Record<ExactType, string>> = {
  integer: 'HUGEINT',
  money: 'DECIMAL(38, 4)',
  decimal: 'DECIMAL(38, 9)',
};
