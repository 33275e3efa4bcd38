// The DuckDB side of the dialect port. Assumes a session whose TimeZone is UTC, which the warehouse adapter sets.
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { ReadableQueryCompiler } from '../../compiler/sql/readable-query-compiler.ts';
import { duckdbFunctions } from './functions.ts';
import { duckdbTypeNames } from './type-names.ts';

export const duckdbDialect: SqlDialect = {
  name: 'duckdb',
  title: 'DuckDB',
  capabilities: { materialize: ['table'], roles: false },
  print: (query) =>
    new ReadableQueryCompiler({
      escapeText: (text) => text.replaceAll("'", "''"),
      foldName: (name) => name,
    }).print(query),
  typeName: (type) => duckdbTypeNames[type],
  ...duckdbFunctions,
};
