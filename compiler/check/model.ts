// The declared nouns after checking: which table, column and key each name means. Part of the checked project; JSON-safe.
import type { Span } from '../source.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import type { CheckedCondition, CheckedValue } from './checked.ts';
import type { ValueType } from './value-type.ts';

export interface Model {
  readonly project: ProjectSettings;
  /** By entity id: an object's or event's name; `contact.lists`, `contact.tags`, `contact.consent.email_marketing`. */
  readonly entities: Readonly<Record<string, Entity>>;
  /** By `<object>.<trait>`. */
  readonly traits: Readonly<Record<string, Trait>>;
  /** By name. */
  readonly calendars: Readonly<Record<string, OpenHours>>;
}

/** When a calendar is open. */
export interface OpenHours {
  /** IANA zone. */
  readonly timezone: string;
  /** Of each weekday from Monday: in order, with closed time between them. */
  readonly week: readonly (readonly OpenInterval[])[];
  /** Days without open time: `2026-11-11`, or `12-25` of every year. Sorted, each once. */
  readonly closed: readonly string[];
}

/** Half-open, in minutes of the local clock from the start of the day: 0 to 1440. */
export interface OpenInterval {
  readonly start: number;
  readonly end: number;
}

export interface ProjectSettings {
  readonly name: string;
  /** IANA zone; "UTC" unless declared. */
  readonly timezone: string;
  readonly weekStarts: 'monday' | 'sunday' | 'saturday';
  readonly currency: string | undefined;
  readonly consentPolicy: 'opt_in' | 'opt_out';
  readonly refresh: RefreshSchedule;
  /** Names of the consents that every published segment of an object that has them must ask for. */
  readonly consentRequired: readonly string[];
  /** `@sql(...)` fields are an error unless the project says `raw_sql: allowed`. */
  readonly rawSqlAllowed: boolean;
}

export type RefreshSchedule =
  | { readonly kind: 'every'; readonly minutes: number }
  | { readonly kind: 'cron'; readonly expression: string }
  | { readonly kind: 'manual' };

export interface Entity {
  readonly kind: 'object' | 'event' | 'lists' | 'tags' | 'consent';
  readonly id: string;
  readonly source: Source;
  /** Attribute name of the key: always defined for objects, never for others. */
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly relations: Readonly<Record<string, Relation>>;
  /** The default time of a row: an attribute reached over to-one relations (usually none). */
  readonly time: TimeReference | undefined;
  /** For events, lists, tags, consents: the object their rows belong to and the column that holds its key. */
  readonly owner: { readonly object: string; readonly column: string } | undefined;
  /** For consents. */
  readonly consentPolicy: 'opt_in' | 'opt_out' | undefined;
  readonly tracking: Tracking;
  readonly span: Span;
}

export interface TimeReference {
  readonly hops: readonly string[];
  readonly attribute: string;
}

export interface Source {
  /** Table name as written, 1 to 3 dot-separated parts. */
  readonly table: string;
  /** Rows of the table that belong to the entity; over `raw_column` values only. */
  readonly where: CheckedCondition | undefined;
  readonly span: Span;
}

/** How the table changes (`@append_only`, `@changes`, `@deleted`); column names. */
export interface Tracking {
  readonly appendOnlyBy: string | undefined;
  readonly changesBy: string | undefined;
  readonly deletedWhen: CheckedCondition | undefined;
  /** `@retention`: how long rows stay in the table. */
  readonly retention: Retention | undefined;
}

export interface Retention {
  readonly amount: number;
  readonly unit: TimeUnit;
}

export interface Attribute {
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly column: string;
  /** Keys below a JSON column; empty for plain columns. */
  readonly jsonPath: readonly string[];
  /** For a place: where its longitude is; `column` and `jsonPath` are of its latitude. */
  readonly longitude: { readonly column: string; readonly jsonPath: readonly string[] } | undefined;
  /** The `@sql("...")` escape hatch; the column is then unused. */
  readonly sql: string | undefined;
  readonly blankIsMissing: boolean;
  /** IANA zone of a timestamp column that holds local times without zone; undefined: UTC or zoned. */
  readonly zone: string | undefined;
  /** `@stale_after`, in seconds. */
  readonly staleAfterSeconds: number | undefined;
  /** Whether `@example` says what it holds in a test that does not say it. */
  readonly hasExample: boolean;
  /** For a consent's state: stored values that mean granted and denied. */
  readonly consentStates:
    { readonly granted: readonly string[]; readonly denied: readonly string[] } | undefined;
  readonly span: Span;
}

export type Relation =
  /** My `column` holds the key of a `to` row. */
  | {
      readonly kind: 'to_one';
      readonly name: string;
      readonly to: string;
      readonly column: string;
      readonly nullable: boolean;
      readonly span: Span;
    }
  /** `column` of a `to` row holds my key. Events, too, are to-many relations of their object, under the event's name. */
  | {
      readonly kind: 'to_many';
      readonly name: string;
      readonly to: string;
      readonly column: string;
      readonly span: Span;
    }
  /** Rows of the object `link` hold my key in `nearColumn` and the key of a `to` row in `farColumn`. */
  | {
      readonly kind: 'through';
      readonly name: string;
      readonly to: string;
      readonly link: string;
      readonly nearColumn: string;
      readonly farColumn: string;
      readonly span: Span;
    };

/** A named value of an object; `value` is in scope 0 = a row of `object`. */
export interface Trait {
  readonly object: string;
  readonly name: string;
  readonly type: ValueType;
  readonly nullable: boolean;
  readonly value: CheckedValue;
  readonly span: Span;
}
