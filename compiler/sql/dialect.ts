// The port that a dialect implements: everything about SQL text that differs between vendors, and nothing else.
import type { OperationNode, SelectQueryNode } from 'kysely';
import type { Calendar } from '../plan/refresh-plan.ts';
import type { TimeUnit as LanguageUnit } from '../syntax/literal-ast.ts';

/** A node of the one SQL tree. */
export type Sql = OperationNode;

/** Units that times are moved by. */
export type TimeUnit = LanguageUnit;

/** Units longer than a day. */
export type LongUnit = 'week' | 'month' | 'quarter' | 'year';

export type WeekStart = Calendar['weekStarts'];

/** The types that generated SQL names. */
export type SqlType =
  | 'text'
  | 'integer'
  /** Money: 18 digits, 4 of them after the point. */
  | 'money'
  /** Plain decimals and percents: 28 digits, 9 of them after the point. */
  | 'decimal'
  /** Products of decimals: 38 digits, 10 of them after the point. */
  | 'product'
  /** Doubles that are added up: 38 digits, 18 of them after the point. */
  | 'summand'
  | 'double'
  | 'boolean'
  | 'date'
  /** Without zone; always UTC. */
  | 'timestamp';

/** Exact numbers, by how many places they have: none, 4, 9. */
export type ExactType = 'integer' | 'money' | 'decimal';

/** Types of columns that may be stored so that they need not be read; `integer`: ids that are whole numbers. */
export type StorableType = Extract<SqlType, 'money' | 'decimal' | 'timestamp' | 'integer'>;

/** Columns that are used as they are stored, since that means the same as reading them. */
export interface StoredColumns {
  /**
   * Whether columns of that type of the warehouse, in its own words, order, are equal and add up as they are stored exactly as when they are
   * read, and what is found among them can be read then. Ids that are whole numbers are only equal alike.
   */
  readonly isUsed: (type: StorableType, storedAs: string) => boolean;
  /** What timestamps that are so used are compared with. */
  readonly timestampLiteral: (timestamp: string) => Sql;
}

export interface SqlDialect {
  readonly name: 'duckdb' | 'snowflake';
  /** For people: "DuckDB". */
  readonly title: string;
  readonly capabilities: DialectCapabilities;
  /** The text of a query, without a final semicolon. Escapes every literal and identifier. */
  readonly print: (query: SelectQueryNode) => string;
  /** An exact number in a type of 38 digits, where the engine would compute with fewer. */
  readonly widened: (number: Sql, type: ExactType) => Sql;
  /**
   * An exact number times ten to the power of `places`, which makes it a whole one, as a double. `shifted` is that, computed exactly; a dialect
   * in which this is slow has a quicker way to the same double.
   */
  readonly shiftedDouble: (number: Sql, places: number, shifted: Sql) => Sql;
  /** The bits that two whole numbers have in common. */
  readonly bitAnd: (left: Sql, right: Sql) => Sql;
  /** An aggregate: the bits that any of the whole numbers has. */
  readonly bitOr: (words: Sql) => Sql;
  /**
   * An aggregate: of the row that is first or last in the order of `by`, where missing ones come last, the last of `by`.
   * Undefined: the engine has none, and rows must be numbered.
   */
  readonly picked: ((kind: 'first' | 'last', by: readonly Sql[]) => Sql) | undefined;
  /** An aggregate over rows for which a condition holds, and no others. Undefined: the engine knows no such thing. */
  readonly filtered: ((aggregate: Sql, condition: Sql) => Sql) | undefined;
  readonly typeName: (type: SqlType) => string;
  readonly dateLiteral: (date: string) => Sql;
  /** `YYYY-MM-DD HH:MM:SS[.fff]`, UTC. */
  readonly timestampLiteral: (timestamp: string) => Sql;
  /**
   * A timestamp column, zoned or in UTC, as a UTC timestamp; with `zone`, the column holds that zone's local times. `storedAs`: its type in the
   * warehouse's own words, when that is known.
   */
  readonly readTimestamp: (
    column: Sql,
    zone: string | undefined,
    storedAs: string | undefined,
  ) => Sql;
  /** Undefined: every column is read. */
  readonly stored: StoredColumns | undefined;
  /** Text that holds a timestamp, as a UTC timestamp; missing when it does not. */
  readonly parseTimestamp: (text: Sql, zone: string | undefined) => Sql;
  /** The text at a path in a JSON column; JSON's null and bad JSON are missing. */
  readonly jsonText: (column: Sql, path: readonly string[]) => Sql;
  /** An array column, or the array at a path in a JSON column. */
  readonly readArray: (column: Sql, path: readonly string[], element: SqlType) => Sql;
  readonly arrayHas: (array: Sql, item: Sql) => Sql;
  readonly arraySize: (array: Sql) => Sql;
  /** Without the missing elements. */
  readonly arrayKnownSize: (array: Sql) => Sql;
  /** An array of texts; missing elements stay. */
  readonly arrayInLowerCase: (array: Sql) => Sql;
  /** Whether an array holds any, or all, of the elements of another. Missing elements match nothing. */
  readonly arraysMeet: (array: Sql, other: Sql, quantifier: 'any' | 'all') => Sql;
  readonly textMatch: (
    operator: 'contains' | 'starts_with' | 'ends_with',
    subject: Sql,
    pattern: Sql,
  ) => Sql;
  /** Whether the expression is found somewhere in the subject. */
  readonly regexFound: (subject: Sql, pattern: Sql, ignoringCase: boolean) => Sql;
  /** Every match of the pattern replaced; `\1` to `\9` in the replacement are its groups. */
  readonly regexReplaceAll: (subject: Sql, pattern: string, replacement: string) => Sql;
  /** The local date and time of a UTC timestamp, without zone; `zone` is text that names a zone, or missing. */
  readonly localTime: (timestamp: Sql, zone: Sql) => Sql;
  /** A relation with so many days from the first on in its column `day`. */
  readonly daySeries: (first: string, count: number) => Sql;
  /** "monday" to "sunday". */
  readonly weekdayName: (date: Sql) => Sql;
  /** The week of ISO 8601: 1 to 53, from Monday, the first being that of 4 January. */
  readonly isoWeek: (date: Sql) => Sql;
  /** The first instant of a local day, as a UTC timestamp. */
  readonly startOfDay: (date: Sql, zone: string) => Sql;
  /** The first day of the week, month, … that a date is in. */
  readonly startOf: (date: Sql, unit: LongUnit, weekStarts: WeekStart) => Sql;
  /** The hour of the local clock that a UTC timestamp is in: a number, one more for each hour that has gone by. */
  readonly hourNumber: (timestamp: Sql, zone: string) => Sql;
  /** Days and shorter are fixed; months, quarters and years are calendar arithmetic on local time in `zone`. */
  readonly shiftTimestamp: (timestamp: Sql, amount: Sql, unit: TimeUnit, zone: string) => Sql;
  readonly shiftDate: (date: Sql, amount: Sql, unit: TimeUnit) => Sql;
  readonly millisecondsBetween: (from: Sql, to: Sql) => Sql;
  readonly daysBetween: (from: Sql, to: Sql) => Sql;
  /**
   * Of a timestamp or date, a whole number in the order of times, or against it, and for a missing one the least of all; there is
   * room for 32 times of it.
   */
  readonly timeRank: (time: Sql, order: 'upwards' | 'downwards') => Sql;
  /** Interpolated, as a double. */
  readonly median: (value: Sql) => Sql;
  /** Missing arguments are ignored. */
  readonly extreme: (which: 'least' | 'greatest', args: readonly Sql[]) => Sql;
  /** An expression of the model's `@sql`, taken as it is. */
  readonly opaque: (expression: string) => Sql;
}

export interface DialectCapabilities {
  readonly materialize: readonly ('table' | 'view' | 'dynamic_table')[];
  /** Whether the warehouse has roles that a segment can be hidden from. */
  readonly roles: boolean;
}
