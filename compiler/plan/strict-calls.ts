// Part of compiler/plan: functions that need nothing but their arguments.

/** Missing when an argument is, and in need of no other table. */
export const strictCalls: ReadonlySet<string> = new Set([
  'elapsed_days',
  'elapsed_hours',
  'elapsed_minutes',
  'dates_between',
  'rank_place',
  'abs',
  'round',
  'floor',
  'ceil',
  'lower',
  'upper',
  'length',
  'trim',
]);
