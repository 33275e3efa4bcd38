// What the statements for members are made from, of one commit.
import type { RefreshCommit } from '../../../runtime/warehouse-state.ts';
import type { StagedRelations } from '../staging/staged-relations.ts';
import type { PackedIn } from '../state/packed-members.ts';
import type { KeptSegment } from '../state/registry.ts';
import type { Layout } from '../state/state-tables.ts';

export interface Writing {
  readonly layout: Layout;
  /** The registry as read at the start. */
  readonly before: readonly KeptSegment[];
  readonly commit: RefreshCommit;
  readonly relations: StagedRelations;
  /** By id, of all memberships of the commit that are packed. */
  readonly places: ReadonlyMap<number, PackedIn>;
}
