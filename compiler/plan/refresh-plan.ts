// Output of compiler/plan: what one refresh computes, for all its segments over shared features. JSON-safe.
// Removed here: the difference between what was asked for and what that needs.
import type { ValueType } from '../check/value-type.ts';
import type { EntityIR, Feature, Population, Predicate, Value } from '../lower/ir.ts';
import type { Span } from '../source.ts';

export interface RefreshPlan {
  /** The one instant of the run: ISO 8601, UTC. */
  readonly now: string;
  readonly calendar: Calendar;
  /** Every entity that a segment reads, by id. */
  readonly entities: Readonly<Record<string, EntityIR>>;
  /** A feature stands after those it uses. */
  readonly features: readonly AnyPlannedFeature[];
  /** A segment stands after those it depends on. */
  readonly segments: readonly PlannedSegment[];
  readonly sources: readonly SourceUse[];
  readonly joins: readonly JoinUse[];
}

/** What turns symbolic points in time into instants and dates, beside `now`. */
export interface Calendar {
  /** IANA zone. */
  readonly timezone: string;
  readonly weekStarts: 'monday' | 'sunday' | 'saturday';
}

interface Planned {
  /** Names of the segments that use it, sorted. */
  readonly usedBy: readonly string[];
}

export interface PlannedFeature extends Feature, Planned {}
export interface PlannedPopulation extends Population, Planned {}
export type AnyPlannedFeature = PlannedFeature | PlannedPopulation;

export interface PlannedSegment {
  readonly name: string;
  readonly object: string;
  /** Parts of the table's name. */
  readonly keyTable: readonly string[];
  readonly keyColumn: string;
  readonly predicate: Predicate;
  /** Columns beside the key. */
  readonly publish: readonly { readonly name: string; readonly value: Value }[];
  /** Published segments whose members it looks up, sorted. */
  readonly dependsOn: readonly string[];
  /** Published segments whose log of membership changes it reads, sorted; they need not be of this plan. */
  readonly historyOf: readonly string[];
  /** Ids of the features that its predicate and published columns use, also indirectly, in plan order. */
  readonly features: readonly string[];
  /** Whether membership can change by the passing of time alone, also through a segment it depends on. */
  readonly timeDependent: boolean;
  /** The meaning of its membership as one text: equal texts mean the same, whatever titles, schedules and columns say. */
  readonly canonical: string;
  /** The meaning of its published columns as one text; empty without any. */
  readonly canonicalColumns: string;
  /** Asked for; false for what another one only depends on. */
  readonly requested: boolean;
}

/** One table in one role: everything that is read from it must exist and have a type that fits. */
export interface SourceUse {
  readonly entity: string;
  /** As written, 1 to 3 dot-separated parts. */
  readonly table: string;
  readonly columns: readonly ColumnUse[];
  /** The column that must be unique and never missing, for objects whose key is joined or published. */
  readonly keyColumn: string | undefined;
  readonly usedBy: readonly string[];
  readonly span: Span;
}

export interface ColumnUse {
  readonly column: string;
  readonly type: ValueType;
  readonly role: 'key' | 'attribute' | 'relation' | 'raw';
  /** Keys below a JSON column; the column itself then holds JSON. */
  readonly jsonPath: readonly string[];
  readonly usedBy: readonly string[];
  readonly span: Span;
}

/** Two columns that are compared natively, so their types must agree. */
export interface JoinUse {
  readonly leftTable: string;
  readonly leftColumn: string;
  readonly rightTable: string;
  readonly rightColumn: string;
  readonly usedBy: readonly string[];
  readonly span: Span;
}
