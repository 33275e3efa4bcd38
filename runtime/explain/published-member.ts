// What is published about one object and one segment.
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { ChangeRow, SegmentRow } from '../warehouse-rows.ts';
import type { WarehouseReader } from '../warehouse-reader.ts';

export interface PublishedMember {
  /** `unpublished`: the segment has no published members: a template, a draft, or never refreshed. */
  readonly state: 'member' | 'not_member' | 'unpublished';
  /** The `now` of the refresh that is published, ISO UTC. */
  readonly refreshedAt: string | undefined;
  readonly status: SegmentRow['status'] | undefined;
  /** Of this object, under any name that the segment had. */
  readonly lastChange: ChangeRow | undefined;
}

export async function readPublishedMember(
  { published }: WarehouseReader,
  segment: CheckedSegment,
  key: string,
): Promise<PublishedMember> {
  const row = (await published?.segments())?.find((one) => one.segment === segment.name);
  if (published === undefined || row?.size === undefined) {
    return {
      state: 'unpublished',
      refreshedAt: undefined,
      status: undefined,
      lastChange: undefined,
    };
  }
  const query = { segment: segment.name, since: undefined, key, limit: 1 };
  const [lastChange] = await published.changes(query);
  const isMember = lastChange?.change === 'entered' && lastChange.objectType === segment.object;
  return {
    state: isMember ? 'member' : 'not_member',
    refreshedAt: row.refreshedAt,
    status: row.status,
    lastChange,
  };
}
