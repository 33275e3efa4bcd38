// Output of compiler/check: the project whose names are resolved and whose expressions are typed (checked.ts).
// JSON-safe. Contains no segment or trait with an error: those are left out (their errors are reported).
import type { Span } from '../source.ts';
import type { CheckedCondition, CheckedValue } from './checked.ts';
import type { Model, RefreshSchedule } from './model.ts';
import type { ValueType } from './value-type.ts';

export interface CheckedProject {
  readonly model: Model;
  /** In dependency order (referred segments first), ties by name; includes parameterised segments. */
  readonly segments: readonly CheckedSegment[];
}

export interface CheckedSegment {
  readonly name: string;
  readonly object: string;
  readonly parameters: readonly CheckedParameter[];
  /** Published and refreshed: true unless it has a parameter without default (a template that others refer to). */
  readonly published: boolean;
  readonly settings: SegmentSettings;
  /** `where` minus each `except`, as written. With `hysteresis`, true. */
  readonly where: CheckedCondition;
  /** In place of `where`: not leave and (enter or a member at the last committed refresh). Never with parameters. */
  readonly hysteresis: CheckedHysteresis | undefined;
  readonly excepts: readonly CheckedCondition[];
  readonly take: CheckedTake | undefined;
  /** Names of the segments it refers to directly, sorted. */
  readonly refersTo: readonly string[];
  /** The declaration's text, as written. */
  readonly definition: string;
  readonly span: Span;
}

export interface CheckedHysteresis {
  readonly enter: CheckedCondition;
  readonly leave: CheckedCondition;
}

/** Which part of the ranking of what is left is kept. */
export interface CheckedTake {
  readonly direction: 'top' | 'bottom';
  /** What the bounds count: places from 1, shares of the ranked objects, shares of the total of their values above 0. */
  readonly of: 'places' | 'rows' | 'total';
  readonly from: CheckedValue | undefined;
  readonly to: CheckedValue;
  /** Objects without it are not ranked. */
  readonly value: CheckedValue;
  /** Each combination has a ranking of its own; objects without one of them are not ranked. */
  readonly groups: readonly CheckedValue[];
  /** Equal values share a place; otherwise the key decides. */
  readonly ties: boolean;
  readonly span: Span;
}

export interface CheckedParameter {
  readonly name: string;
  readonly type: ValueType;
  readonly fallback: CheckedValue | undefined;
  readonly span: Span;
}

export interface SegmentSettings {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly owner: string | undefined;
  readonly labels: readonly string[];
  readonly refresh: RefreshSchedule;
  readonly guards: readonly Guard[];
  /** Columns published beside the key; names are unique. */
  readonly publish: readonly { readonly name: string; readonly value: CheckedValue }[];
  readonly materialize: 'table' | 'view' | 'dynamic_table';
  readonly hiddenFrom: readonly string[];
  readonly visibleTo: readonly string[];
  readonly defaultFor: readonly string[];
  readonly status: 'active' | 'draft' | 'paused';
  readonly renamedFrom: string | undefined;
}

export type Guard =
  /** Entered plus left, as a share of the last size (0.2 = 20 %). */
  | { readonly kind: 'size_change'; readonly atMost: number }
  | {
      readonly kind: 'size';
      readonly atLeast: number | undefined;
      readonly atMost: number | undefined;
    }
  | { readonly kind: 'not_empty' }
  | { readonly kind: 'leavers'; readonly atMost: number; readonly share: boolean }
  | { readonly kind: 'enterers'; readonly atMost: number; readonly share: boolean };
