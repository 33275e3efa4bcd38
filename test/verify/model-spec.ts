// What a random model is while it is made: enough to write its text, its tables and well-typed expressions over it.
import type { ValueType } from '../../compiler/check/value-type.ts';

/** As the interpreter wants it: numbers are decimal text, dates and timestamps ISO 8601, JSON columns JSON text. */
export type StoredValue = null | boolean | string | readonly StoredValue[];

export interface ColumnSpec {
  readonly name: string;
  /** Of DuckDB. */
  readonly sqlType: string;
}

export interface AttributeSpec {
  /** As a path: fields of JSON columns have dots. */
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly column: ColumnSpec;
  /** Keys below a JSON column; empty for plain columns. */
  readonly jsonPath: readonly string[];
  readonly longitude: ColumnSpec | undefined;
  /** Zone of a column of local times. */
  readonly zone: string | undefined;
  readonly annotations: readonly string[];
  /** Stored values that rows prefer and conditions name; empty for times, which come from thresholds. */
  readonly domain: readonly StoredValue[];
}

export interface RelationSpec {
  readonly name: string;
  readonly kind: 'to_one' | 'to_many' | 'through';
  readonly to: string;
  readonly nullable: boolean;
  /** Of a to-one relation: its column; the text after `via` of the others. */
  readonly via: string;
}

export interface TraitSpec {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly exact: boolean;
  readonly hints: readonly string[];
}

export interface EntitySpec {
  readonly kind: 'object' | 'event' | 'lists' | 'tags' | 'consent';
  readonly id: string;
  readonly table: TableSpec;
  /** The object that events, lists, tags and consents belong to, and the column of its key. */
  readonly owner: { readonly object: string; readonly column: string } | undefined;
  readonly key: AttributeSpec | undefined;
  readonly attributes: readonly AttributeSpec[];
  readonly relations: RelationSpec[];
  readonly traits: TraitSpec[];
  /** Path of the default time from the row, and its type. */
  time: TimeSpec | undefined;
  /** Behind `@table`. */
  readonly annotations: string[];
  /** Values of other columns, of rows that belong to the entity and of some that do not. */
  readonly own: readonly RawCells[];
  readonly foreign: readonly RawCells[];
  /** Lines in the block of a consent. */
  readonly settings: readonly string[];
}

export interface TimeSpec {
  readonly path: string;
  readonly type: 'date' | 'timestamp';
}

export type RawCells = Readonly<Record<string, StoredValue>>;

export interface TableSpec {
  readonly name: string;
  /** By name; several entities may share a table. */
  readonly columns: Map<string, string>;
}

export interface ModelSpec {
  readonly zone: string;
  readonly weekStarts: 'monday' | 'sunday' | 'saturday';
  readonly policy: 'opt_in' | 'opt_out';
  readonly calendars: readonly CalendarSpec[];
  readonly entities: Map<string, EntitySpec>;
}

export interface CalendarSpec {
  readonly name: string;
  readonly lines: readonly string[];
}
