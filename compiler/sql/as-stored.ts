// Part of compiler/sql: columns that are used as they are stored, where that means the same as reading them as their type. Reading takes time
// for every row; a constant, or what an aggregate found, is turned into the other form once.
import type { BinaryOperator } from 'kysely';
import { onlyBranch } from '../lower/case-values.ts';
import type { ColumnRead, Value } from '../lower/ir.ts';
import { resolveTimestamp } from '../plan/resolve-time.ts';
import type { Sql, StorableType } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { binary, caseWhen, cast } from './expressions.ts';
import { castType } from './read-column.ts';
import type { RowAccess } from './row-access.ts';

/** A column and a constant, compared; undefined where the column must be read for that, or nobody knows how it is stored. */
export function comparedAsStored(
  access: RowAccess,
  left: Value,
  operator: BinaryOperator,
  right: Value,
): Sql | undefined {
  const stored = storedColumn(access, left);
  if (stored === undefined) return undefined;
  const constant = constantOf(access, stored.type, right);
  return constant === undefined ? undefined : binary(stored.sql, operator, constant);
}

function constantOf(access: RowAccess, type: StorableType, value: Value): Sql | undefined {
  if (type !== 'timestamp') {
    return value.kind === 'literal' ? emitValue(access, value) : undefined;
  }
  if (value.kind !== 'time_point' || value.as !== 'timestamp') return undefined;
  const { dialect, moment } = access;
  return dialect.storedTimestampLiteral(resolveTimestamp(value.point, moment));
}

/** What an aggregate is asked about. */
export interface StoredValue {
  readonly type: StorableType;
  readonly sql: Sql;
  /** One of the stored values, which an aggregate found, read as its type. */
  readonly read: (found: Sql) => Sql;
}

/** A column, or a column where a condition holds; undefined when the values must be read. */
export function storedValue(access: RowAccess, value: Value): StoredValue | undefined {
  const branch = onlyBranch(value);
  if (branch === undefined) return storedColumn(access, value);
  const stored = storedColumn(access, branch.gives);
  if (stored === undefined) return undefined;
  return { ...stored, sql: caseWhen(access.condition(branch.when), stored.sql) };
}

function storedColumn(access: RowAccess, value: Value): StoredValue | undefined {
  if (value.kind !== 'column' || value.read.blankIsMissing) return undefined;
  const { row, read } = value;
  const type = storableType(read);
  const native = type === undefined ? undefined : access.storedType(row, read);
  if (type === undefined || native === undefined) return undefined;
  const { dialect } = access;
  if (!dialect.isUsedAsStored(type, native)) return undefined;
  return {
    type,
    sql: access.column(row, { ...read, type: { kind: 'raw' } }),
    read: (found) =>
      type === 'timestamp'
        ? dialect.readTimestamp(found, undefined, native)
        : cast(found, dialect.typeName(type)),
  };
}

function storableType({ type, zone }: ColumnRead): StorableType | undefined {
  if (type.kind === 'timestamp') return zone === undefined ? 'timestamp' : undefined;
  const read = castType(type);
  return read === 'money' || read === 'decimal' ? read : undefined;
}
