// The dialects by name.
import type { SqlDialect } from '../compiler/sql/dialect.ts';
import { duckdbDialect } from './duckdb/dialect.ts';
import { snowflakeDialect } from './snowflake/dialect.ts';

export const dialectsByName: Readonly<Record<SqlDialect['name'], SqlDialect>> = {
  duckdb: duckdbDialect,
  snowflake: snowflakeDialect,
};
