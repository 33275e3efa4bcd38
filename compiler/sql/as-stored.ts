// Part of compiler/sql: columns that are used as they are stored, where that means the same as reading them as their type. Reading takes time
// for every row; a constant, or what an aggregate found, is turned into the other form once.
import type { BinaryOperator } from 'kysely';
import { assertNever } from '../assert.ts';
import { onlyBranch } from '../lower/case-values.ts';
import type { ColumnRead, Value } from '../lower/ir.ts';
import { resolveTimestamp } from '../plan/resolve-time.ts';
import type { Sql, StorableType } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { binary, caseWhen, cast, inList, number } from './expressions.ts';
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
  // Ids are texts: 10 is before 9.
  if (stored.type === 'integer' && operator !== '=' && operator !== '!=') return undefined;
  const constant = constantOf(access, stored.type, right);
  return constant === undefined ? undefined : binary(stored.sql, operator, constant);
}

/** The same of a column that is one of some constants, or none of them. */
export function listedAsStored(
  access: RowAccess,
  subject: Value,
  items: readonly Value[],
  negated: boolean,
): Sql | undefined {
  const stored = storedColumn(access, subject);
  if (stored === undefined) return undefined;
  const constants = items.flatMap((item) => constantOf(access, stored.type, item) ?? []);
  return constants.length < items.length ? undefined : inList(stored.sql, constants, negated);
}

function constantOf(access: RowAccess, type: StorableType, value: Value): Sql | undefined {
  if (type === 'timestamp') {
    if (value.kind !== 'time_point' || value.as !== 'timestamp') return undefined;
    const { dialect, moment } = access;
    return dialect.stored?.timestampLiteral(resolveTimestamp(value.point, moment));
  }
  if (value.kind !== 'literal') return undefined;
  if (type !== 'integer') return emitValue(access, value);
  return typeof value.value === 'string' && isWhole(value.value) ? number(value.value) : undefined;
}

/** Whether a text is what a whole number of at most 18 digits is as text. */
function isWhole(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,17})$/.test(text);
}

/** What an aggregate is asked about. */
export interface StoredValue {
  readonly type: StorableType;
  readonly sql: Sql;
  /** One of the stored values, found by their order, read as its type. Undefined: they have another order. */
  readonly read: ((found: Sql) => Sql) | undefined;
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
  if (dialect.stored?.isUsed(type, native) !== true) return undefined;
  const sql = access.column(row, { ...read, type: { kind: 'raw' } });
  switch (type) {
    case 'integer':
      return { type, sql, read: undefined };
    case 'timestamp':
      return { type, sql, read: (found) => dialect.readTimestamp(found, undefined, native) };
    case 'money':
    case 'decimal':
      return { type, sql, read: (found) => cast(found, dialect.typeName(type)) };
    default:
      return assertNever(type);
  }
}

function storableType({ type, zone }: ColumnRead): StorableType | undefined {
  if (type.kind === 'timestamp') return zone === undefined ? 'timestamp' : undefined;
  // Equal as texts exactly when they are as numbers.
  if (type.kind === 'id') return 'integer';
  const read = castType(type);
  return read === 'money' || read === 'decimal' ? read : undefined;
}
