// Port: the database that a test runs in (dialects/duckdb/test-warehouse.ts). It holds nothing but what the tests load, and it
// reaches nothing: no file, no network, no extension.
import type { SqlType } from '../compiler/sql/dialect.ts';

/** Opens an empty one. Throws OperationalError when the engine cannot start. */
export type OpenTestWarehouse = () => Promise<TestWarehouse>;

/** One statement after another. Every failure is an OperationalError without values. */
export interface TestWarehouse {
  /** Makes the table anew and empty, under that name alone. Not inside of `isolated`. */
  createTable(table: string, columns: readonly TestColumn[]): Promise<void>;
  /** Name parts of a table for queries. */
  relation(table: string): readonly string[];
  /** Appends rows: one list of values for each column, all of one length. Values are bound, never part of a statement. */
  insert(
    table: string,
    columns: readonly TestColumn[],
    values: readonly (readonly (string | null)[])[],
  ): Promise<void>;
  /** All rows; numbers beyond 2^53 and times are text. */
  rows(sql: string): Promise<readonly TestRow[]>;
  /** What `work` appends is gone when it ends, however it ends. */
  isolated<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface TestColumn {
  readonly name: string;
  readonly type: SqlType;
  /** Values of arrays are bound as JSON arrays of texts. */
  readonly array: boolean;
}

export type TestRow = Readonly<Record<string, unknown>>;
