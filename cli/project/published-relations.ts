// Where SQL that people read finds what refreshes have published: the tables of the target's schema.
import { plannedSegment } from '../../compiler/plan/parts-of-plan.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { LoadedProject } from '../../runtime/project/loaded-project.ts';

/** The schema of the target, or the usual one when the project has no target. */
export function schemaOf({ targetName, targets }: LoadedProject): string {
  const target = targetName === undefined ? undefined : targets[targetName];
  return target?.schema ?? 'segments';
}

/** `plan`: of the segments whose SQL is printed. */
export function publishedRelations(plan: RefreshPlan, schema: string): SegmentRelations {
  return {
    membership: (segment) => [schema, segment],
    changes: () => [schema, 'membership_changes'],
    previous: (segment) => ({
      relation: [schema, segment],
      keyColumn: plannedSegment(plan, segment).keyColumn,
    }),
  };
}
