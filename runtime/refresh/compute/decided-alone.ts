// Which segments are decided by a query of their own, whatever has been published: what they ask for is more than membership, or less.
import type { CheckedSegment } from '../../../compiler/check/checked-project.ts';
import type { PlannedSegment } from '../../../compiler/plan/refresh-plan.ts';

export type AloneCause =
  /** Columns beside the key are computed with the members. */
  | 'publishes_columns'
  /** Computed for those that refer to it, compared with nothing. */
  | 'draft'
  /** Not computed: it stays as it is. */
  | 'paused'
  /** No other segment of its object waits for the same. */
  | 'only_one';

/** Undefined: it can be decided together with others of its object. */
export function aloneBecause(
  planned: PlannedSegment,
  status: CheckedSegment['settings']['status'],
): Exclude<AloneCause, 'only_one'> | undefined {
  if (status !== 'active') return status;
  return planned.publish.length > 0 ? 'publishes_columns' : undefined;
}
