// Port data: the relations that readers rely on, with their comments. Names and columns are only ever added to; every adapter creates exactly these.

export interface PublishedColumn {
  readonly name: string;
  readonly comment: string;
}

export interface PublishedRelation {
  readonly name: PublishedRelationName;
  readonly comment: string;
  readonly columns: readonly PublishedColumn[];
}

export type PublishedRelationName =
  'memberships' | 'membership_changes' | 'segments' | 'segment_sizes' | 'refreshes' | 'checks';

const refreshId: PublishedColumn = {
  name: 'refresh_id',
  comment: 'The refresh that wrote the row; ids sort in the order of commits.',
};
const segment: PublishedColumn = { name: 'segment', comment: 'Name of the segment.' };
const objectType: PublishedColumn = {
  name: 'object_type',
  comment: 'Type of the objects: contact, company, deal …',
};
const objectKey: PublishedColumn = { name: 'object_key', comment: 'Key of the object, as text.' };

export const publishedRelations: readonly PublishedRelation[] = [
  {
    name: 'memberships',
    comment: 'Every member of every segment, now. One row per segment and object.',
    columns: [
      objectType,
      segment,
      objectKey,
      {
        name: 'entered_at',
        comment:
          'The instant (UTC) of the refresh in which the object entered; it has been a member since.',
      },
      { name: 'refresh_id', comment: 'The refresh in which the object entered.' },
    ],
  },
  {
    name: 'membership_changes',
    comment:
      'Who entered and left, and why. Only added to; replayed from the start it gives the memberships.',
    columns: [
      refreshId,
      objectType,
      segment,
      objectKey,
      { name: 'change', comment: 'entered or left.' },
      {
        name: 'changed_at',
        comment: 'The instant (UTC) every window of that refresh was measured from.',
      },
      {
        name: 'reason',
        comment:
          'first: first refresh of the segment; definition: the segment or one it refers to was edited; data: rows changed; time: a window or threshold passed.',
      },
      { name: 'definition_hash', comment: 'The definition the change was computed with.' },
    ],
  },
  {
    name: 'segments',
    comment: 'The catalogue of segments, with size and freshness. One row per segment.',
    columns: [
      segment,
      objectType,
      { name: 'title', comment: 'Title for people.' },
      { name: 'description', comment: 'What the segment is for.' },
      { name: 'owner', comment: 'Who answers for the segment.' },
      { name: 'labels', comment: 'Labels, for grouping.' },
      {
        name: 'status',
        comment:
          'active; paused: no longer refreshed; held: a guard stopped the last refresh; failed: the last refresh failed; removed: the project no longer declares it.',
      },
      { name: 'size', comment: 'Number of members; missing when never published.' },
      { name: 'refreshed_at', comment: 'The instant (UTC) the published membership is true for.' },
      {
        name: 'data_as_of',
        comment:
          'The oldest of the newest times (UTC) of the sources whose age the model limits; missing when it limits none.',
      },
      {
        name: 'stale',
        comment: 'True when the membership is older than the last refresh meant it to be.',
      },
      { name: 'stale_reason', comment: 'Why it is stale.' },
      {
        name: 'definition_hash',
        comment: 'The definition the published membership was computed with.',
      },
      { name: 'definition', comment: 'The definition as written.' },
      { name: 'source_file', comment: 'The file that holds the definition.' },
      { name: 'default_for', comment: 'Roles that see this segment first.' },
      { name: 'hidden_from', comment: 'Roles that must not see this segment.' },
    ],
  },
  {
    name: 'segment_sizes',
    comment: 'Size of each segment after each refresh that computed it.',
    columns: [
      segment,
      refreshId,
      { name: 'at', comment: 'The instant (UTC) of the refresh.' },
      { name: 'size', comment: 'Number of members then.' },
      { name: 'entered', comment: 'How many entered in that refresh.' },
      { name: 'left', comment: 'How many left in that refresh.' },
    ],
  },
  {
    name: 'refreshes',
    comment:
      'Every committed refresh. A row is here if and only if everything of its refresh is published.',
    columns: [
      { name: 'refresh_id', comment: 'Id of the refresh; ids sort in the order of commits.' },
      {
        name: 'started_at',
        comment: 'When it started (UTC), by the clock of the machine that ran it.',
      },
      { name: 'finished_at', comment: 'When it was about to commit (UTC), by the same clock.' },
      { name: 'now', comment: 'The instant (UTC) every window was measured from.' },
      { name: 'mode', comment: 'full or incremental.' },
      { name: 'status', comment: 'succeeded; held or failed when at least one segment was.' },
      { name: 'segments', comment: 'Number of segments it computed.' },
      { name: 'entered', comment: 'Number of objects that entered, over all segments.' },
      { name: 'left', comment: 'Number of objects that left, over all segments.' },
      { name: 'held', comment: 'Number of segments a guard held.' },
      { name: 'failed', comment: 'Number of segments that failed.' },
      { name: 'project_version', comment: 'Hash of the definitions it ran with.' },
    ],
  },
  {
    name: 'checks',
    comment: 'What guards and source checks found in each refresh.',
    columns: [
      refreshId,
      segment,
      { name: 'check', comment: 'The guard as written, or the code of the source check.' },
      { name: 'status', comment: 'passed, broken, overridden or failed.' },
      { name: 'observed', comment: 'What was measured.' },
      { name: 'limit', comment: 'What the guard allows.' },
    ],
  },
];

/** Comment of a segment's own relation. */
export function segmentComment(
  segmentName: string,
  type: string,
  title: string | undefined,
): string {
  return `Members of segment ${segmentName} (${type})${title === undefined ? '' : `: ${title}`}. One row per member.`;
}

/** Comments of the columns of a segment's own relation. */
export function segmentColumns(
  type: string,
  keyColumn: string,
  publish: readonly string[],
): readonly PublishedColumn[] {
  return [
    { name: keyColumn, comment: `Key of the ${type}.` },
    ...publish.map((name) => ({
      name,
      comment: `${name} of the ${type}, as of the last refresh.`,
    })),
    {
      name: 'entered_at',
      comment:
        'The instant (UTC) of the refresh in which the object entered; it has been a member since.',
    },
  ];
}
