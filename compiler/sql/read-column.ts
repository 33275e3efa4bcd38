// Part of compiler/sql: a column's content → a value of its declared type. Equal types are stored differently; they are read alike.
import { must } from '../assert.ts';
import type { ValueType } from '../check/value-type.ts';
import type { ColumnRead } from '../lower/ir.ts';
import type { Sql, SqlDialect, SqlType } from './dialect.ts';
import { call, cast, column, text, tryCast } from './expressions.ts';
import { entityOf, type Query } from './query.ts';
import { emitVersionKey } from './version-key.ts';

export function readColumn(query: Query, entity: string, alias: string, read: ColumnRead): Sql {
  const { dialect } = query;
  const stored = storedColumn(query, entity, alias, read);
  if (read.type.kind === 'array') {
    return dialect.readArray(stored, read.jsonPath, elementType(read.type.element));
  }
  const value =
    read.jsonPath.length === 0
      ? readPlain(stored, read, dialect, storedType(query, entity, read))
      : readJson(stored, read, dialect);
  return read.blankIsMissing ? call('NULLIF', value, text('')) : value;
}

/** The column as it is: what published columns show, so that their types are the warehouse's own. */
export function storedColumn(query: Query, entity: string, alias: string, read: ColumnRead): Sql {
  if (read.sql === undefined) return column(alias, read.column);
  const computed = query.opaqueColumns.get(entity)?.get(read.sql);
  return column(alias, must(computed, `column for ${read.sql}`));
}

/** Of a column that is nothing but a column of its table, in the warehouse's own words; undefined also when nobody knows. */
export function storedType(query: Query, entity: string, read: ColumnRead): string | undefined {
  if (read.sql !== undefined || read.jsonPath.length > 0) return undefined;
  const { table, logOf } = entityOf(query, entity);
  return logOf === undefined ? query.relations.columnType?.(table, read.column) : undefined;
}

function readPlain(
  stored: Sql,
  read: ColumnRead,
  dialect: SqlDialect,
  storedAs: string | undefined,
): Sql {
  if (read.type.kind === 'timestamp') return dialect.readTimestamp(stored, read.zone, storedAs);
  if (read.type.kind === 'version') return emitVersionKey(dialect, stored);
  const type = castType(read.type);
  return type === undefined ? stored : cast(stored, dialect.typeName(type));
}

/** Ids compare as text, money and decimals with a fixed scale; the rest is compared as it is stored. */
export function castType(type: ValueType): SqlType | undefined {
  return castTypes[type.kind];
}

const castTypes: Partial<Record<ValueType['kind'], SqlType>> = {
  id: 'text',
  money: 'money',
  decimal: 'decimal',
  percent: 'decimal',
  date: 'date',
};

/** Values in JSON are text that may not be what it was declared to be: then it is missing. */
function readJson(stored: Sql, read: ColumnRead, dialect: SqlDialect): Sql {
  const found = dialect.jsonText(stored, read.jsonPath);
  if (read.type.kind === 'timestamp') return dialect.parseTimestamp(found, read.zone);
  if (read.type.kind === 'version') return emitVersionKey(dialect, found);
  const type = elementType(read.type);
  return type === 'text' ? found : tryCast(found, dialect.typeName(type));
}

/** The SQL type of values of a type, where one has to be named. */
function elementType(type: ValueType): SqlType {
  return namedTypes[type.kind] ?? castType(type) ?? 'text';
}

const namedTypes: Partial<Record<ValueType['kind'], SqlType>> = {
  int: 'integer',
  duration: 'integer',
  bool: 'boolean',
  timestamp: 'timestamp',
};
