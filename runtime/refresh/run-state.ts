// What one refresh knows while it computes segments one after another.
import { InternalError, must } from '../../compiler/assert.ts';
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { PlannedSegment, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { PlaceOfSpan } from '../source-places.ts';
import type { RefreshStaging, StagedMembership } from '../warehouse.ts';
import type { KeysChecked, SourceChange, StagedKeys } from '../warehouse-changes.ts';
import type { MembershipCommit, RegisteredSegment } from '../warehouse-state.ts';
import type { RefreshOptions } from './refresh-options.ts';
import type { SegmentOutcome } from './report.ts';
import type { FullCause } from './full-cause.ts';
import { findColumn } from './sources/find-column.ts';
import type { SourceFindings } from './sources/check-sources.ts';

/** Objects that can have changed. */
export interface Affected extends StagedKeys {
  /** No row changed that leads to them: only time has passed. */
  readonly isByTime: boolean;
}

export interface RunState {
  readonly options: RefreshOptions;
  readonly plan: RefreshPlan;
  readonly staging: RefreshStaging;
  readonly findings: SourceFindings;
  readonly placeOf: PlaceOfSpan;
  /** Declared segments by name. */
  readonly declared: ReadonlyMap<string, CheckedSegment>;
  /** Permanent numbers by name. */
  readonly ids: ReadonlyMap<string, number>;
  /** What the warehouse has, by number. */
  readonly registered: ReadonlyMap<number, RegisteredSegment>;
  /** Relations with the changes of segments whose history is read, by name. */
  readonly histories: ReadonlyMap<string, readonly string[]>;
  /** Grows as segments are computed; by name, in plan order. */
  readonly computed: Map<string, ComputedSegment>;
  /** What became of each source since a refresh last looked at it. */
  readonly changes: readonly SourceChange[];
  /** What is known of the keys of sources, by entity. */
  readonly keysChecked: ReadonlyMap<string, KeysChecked>;
  /** Values in rows that changed, by source, column and refresh since then; undefined: any row may have. */
  readonly touched: Map<string, StagedKeys | undefined>;
  /** Why segments are computed from all rows, by name; grows as batches are divided. */
  readonly fullCauses: Map<string, FullCause>;
  /** How many rows the table of an entity has. */
  readonly countRows: (entity: string) => Promise<number>;
  /** Plans at earlier instants, made when a change must be explained. */
  readonly earlierPlans: Map<string, RefreshPlan>;
  /** Memberships at earlier instants that are staged: `<name> <instant>` → table name parts. */
  readonly earlierRelations: Map<string, readonly string[]>;
}

/** Where queries of other segments find the members of this one, and what is to be published. */
export type ComputedSegment =
  /** Of this run, to be published unless it is a draft. */
  | {
      readonly kind: 'fresh';
      readonly relation: readonly string[];
      readonly hash: string;
      readonly planned: PlannedSegment;
      readonly staged: StagedMembership;
      /** Undefined for a draft, which others may refer to and nobody sees. */
      readonly publish:
        { readonly outcome: SegmentOutcome; readonly commit: MembershipCommit } | undefined;
    }
  /** Of an earlier run: paused, held or failed. */
  | {
      readonly kind: 'last_good';
      readonly relation: readonly string[];
      readonly hash: string;
      readonly planned: PlannedSegment;
      /** Undefined for a paused segment, which is as it should be. */
      readonly outcome: SegmentOutcome | undefined;
    }
  /** Never published, so segments that refer to it cannot be computed. */
  | {
      readonly kind: 'unavailable';
      readonly planned: PlannedSegment;
      readonly outcome: SegmentOutcome | undefined;
    };

/** Table name parts of the members that other segments refer to. */
export function relationOf(computed: ComputedSegment): readonly string[] {
  if (computed.kind !== 'unavailable') return computed.relation;
  throw new InternalError(`segment ${computed.planned.name} has no members to refer to`);
}

/** Where queries of this run find members: those of this run or, for what failed or is held, the last good ones. */
export function relationsNow(run: RunState): SegmentRelations {
  return {
    membership: (name) => relationOf(must(run.computed.get(name), name)),
    ...surroundingsOf(run),
  };
}

/** What queries see of sources and of earlier refreshes: logs, and a segment's own members, which are none while it was about other objects. */
export function surroundingsOf(
  run: RunState,
): Pick<SegmentRelations, 'changes' | 'previous' | 'columnType'> {
  return {
    columnType: (table, column) => {
      const found = run.findings.tables.get(table.join('.'));
      return found === undefined ? undefined : findColumn(found, column)?.nativeType;
    },
    changes: (name) => must(run.histories.get(name), `history of ${name}`),
    previous: (name) => {
      const published = run.registered.get(must(run.ids.get(name), name))?.published;
      if (published?.objectType !== run.declared.get(name)?.object) return undefined;
      return published;
    },
  };
}

/** Of the key of the segments' object, in the warehouse's own words. */
export function keyTypeOf({ findings }: RunState, [first]: readonly PlannedSegment[]): string {
  const { keyTable, keyColumn } = must(first, 'a segment');
  const table = must(findings.tables.get(keyTable.join('.')), keyTable.join('.'));
  return must(findColumn(table, keyColumn), keyColumn).nativeType;
}

/** The segment's permanent number. */
export function idOf(run: RunState, planned: PlannedSegment): number {
  return must(run.ids.get(planned.name), `number of ${planned.name}`);
}
