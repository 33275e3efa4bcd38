// The names of a segment's settings, for messages about misplaced and unknown ones.

export const segmentSettings: readonly string[] = [
  'title',
  'description',
  'owner',
  'labels',
  'refresh',
  'guard',
  'publish',
  'materialize',
  'hidden_from',
  'visible_to',
  'default_for',
  'status',
  'renamed_from',
];
