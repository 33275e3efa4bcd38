// Part of compiler/sql: how expressions reach the rows in scope. Emitting values and predicates knows nothing else of a query.
import type { OpenHours } from '../check/model.ts';
import type { ColumnRead, Predicate, Row, Value } from '../lower/ir.ts';
import type { Moment } from '../plan/resolve-time.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import type { NumberShape } from './number-shape.ts';

/** A day of a calendar: its columns, NULL when the day is missing or outside the account. */
export type OpenDay = (
  name: 'open_before' | 'work_before' | 'works' | `opens_${number}` | `closes_${number}`,
) => Sql;

export interface RowAccess {
  readonly dialect: SqlDialect;
  readonly moment: Moment;
  /** The value of a column of a row, read as its type; missing when the row is. */
  readonly column: (row: Row, read: ColumnRead) => Sql;
  /** The type of a column in the warehouse's own words, when it is known and the column can be had as it is stored: as `raw`. */
  readonly storedType: (row: Row, read: ColumnRead) => string | undefined;
  /** The key of a row in its own type; missing when the row is. */
  readonly key: (row: Row) => Sql;
  /** The value of a feature for its anchor row; NULL when there are no rows. */
  readonly feature: (value: Extract<Value, { kind: 'feature' }>) => Sql;
  /** What is known of a number. */
  readonly shape: (value: Value) => NumberShape;
  /** A day of a calendar, `day` being the SQL of the local day that `time` is or is in. */
  readonly openDay: (hours: OpenHours, time: Value, day: Sql) => OpenDay;
  /** The text of a zone that the engines know; NULL when the value is no such zone. */
  readonly zone: (name: Value) => Sql;
  /** Something that is NULL exactly when the row is no member of the segment. */
  readonly member: (row: Row, segment: string) => Sql;
  /** Something that is NULL exactly when the row was no member at the segment's last committed refresh. */
  readonly memberBefore: (row: Row, segment: string) => Sql;
  /** A condition for a positive place: values hold conditions and conditions values; each reaches the other through here. */
  readonly condition: (predicate: Predicate) => Sql;
}
