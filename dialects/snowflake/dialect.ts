// The Snowflake side of the dialect port. Assumes a session whose TIMEZONE is UTC (for columns without zone) and depends on no other parameter.
import type { SqlDialect } from '../../compiler/sql/dialect.ts';
import { ReadableQueryCompiler } from '../../compiler/sql/readable-query-compiler.ts';
import { snowflakeFunctions } from './functions.ts';
import { snowflakeTypeNames } from './type-names.ts';

export const snowflakeDialect: SqlDialect = {
  name: 'snowflake',
  title: 'Snowflake',
  capabilities: { materialize: ['table', 'view', 'dynamic_table'], roles: true },
  print: (query) => new ReadableQueryCompiler({ escapeText, foldName }).print(query),
  typeName: (type) => snowflakeTypeNames[type],
  ...snowflakeFunctions,
};

/** In Snowflake a backslash in a string literal starts an escape sequence. */
function escapeText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "''");
}

/** Snowflake's catalogue holds names in upper case, unless they were created in double quotes: so written, they are kept. */
function foldName(name: string): string {
  const [, exact] = /^"([^"]+)"$/.exec(name) ?? [];
  return exact ?? name.toUpperCase();
}
