// Reads what is published, for people: status, one segment, the change feed. Opens the serving file when there is one, so a running refresh does not lock it out.
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { instantOf } from '../instant.ts';
import type { OpenPublished, PublishedRelations } from '../warehouse.ts';
import type { ChangeRow, MembersPage, RefreshRow, SegmentRow } from '../warehouse-rows.ts';
import type { WarehouseTarget } from '../warehouse-target.ts';

export interface ReadOptions {
  readonly target: WarehouseTarget;
  readonly openPublished: OpenPublished;
}

export interface StatusView {
  /** By object type, then name. */
  readonly segments: readonly SegmentRow[];
  readonly lastRefresh: RefreshRow | undefined;
}

export interface SegmentView {
  readonly segment: SegmentRow;
  readonly members: MembersPage;
  /** Newest first. */
  readonly recentChanges: readonly ChangeRow[];
}

export async function readStatus(options: ReadOptions): Promise<StatusView> {
  return await reading(options, async (relations) => {
    const segments = await relations.segments();
    const [lastRefresh] = await relations.refreshes(1);
    return { segments, lastRefresh };
  });
}

/** Throws OperationalError when the segment is not published. */
export async function readSegment(
  options: ReadOptions & { readonly segment: string; readonly limit: number },
): Promise<SegmentView> {
  return await reading(options, async (relations) => {
    const all = await relations.segments();
    const segment = all.find((row) => row.segment === options.segment);
    const members = await relations.members(options.segment, options.limit);
    if (segment === undefined || members === undefined) {
      throw notPublished(options.segment, all);
    }
    const recentChanges = await relations.changes({
      segment: options.segment,
      since: undefined,
      limit: 10,
    });
    return { segment, members, recentChanges };
  });
}

/** Newest first. Throws OperationalError for a segment that was never published. */
export async function readChanges(
  options: ReadOptions & {
    readonly segment?: string | undefined;
    /** An instant with offset or `Z`, inclusive. */
    readonly since?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ChangeRow[]> {
  const since = options.since === undefined ? undefined : instantOf(options.since);
  return await reading(options, async (relations) => {
    if (options.segment !== undefined) {
      const all = await relations.segments();
      if (!all.some((row) => row.segment === options.segment)) {
        throw notPublished(options.segment, all);
      }
    }
    const { segment, limit } = options;
    return await relations.changes({ segment, since, limit });
  });
}

async function reading<T>(
  options: ReadOptions,
  read: (relations: PublishedRelations) => Promise<T>,
): Promise<T> {
  const relations = await options.openPublished(options.target);
  try {
    return await read(relations);
  } finally {
    await relations.close();
  }
}

function notPublished(segment: string, all: readonly SegmentRow[]): Error {
  const published = all.filter((row) => row.size !== undefined).map((row) => row.segment);
  return operationalError(catalogue.operations.segmentNotPublished, { segment, published });
}
