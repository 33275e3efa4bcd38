// Mutation testing: segments over one set of tables, whose members are known once and compared for each mutant.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';

export interface Batch {
  readonly name: string;
  readonly project: CheckedProject;
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Names of the segments to plan together. */
  readonly segments: readonly string[];
  /** Whether they are also decided together: in some batches, since it takes as long as one by one. */
  readonly together: boolean;
  /** Makes and fills the tables in an empty database. */
  readonly script: string;
  readonly relations: SegmentRelations;
}
