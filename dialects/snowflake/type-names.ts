// Snowflake's names for the types that generated SQL uses.
import type { SqlType } from '../../compiler/sql/dialect.ts';

export const snowflakeTypeNames: Readonly<Record<SqlType, string>> = {
  text: 'VARCHAR',
  integer: 'NUMBER(38, 0)',
  money: 'NUMBER(18, 4)',
  decimal: 'NUMBER(28, 9)',
  product: 'NUMBER(38, 10)',
  summand: 'NUMBER(38, 18)',
  double: 'FLOAT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'TIMESTAMP_NTZ',
};
