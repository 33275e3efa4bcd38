// Part of compiler/plan: values for which the engine looks into a table of time zones or of a calendar.
import type { Value } from '../lower/ir.ts';

/** The zone is a value of its own: one that rows name. */
export function isZoned(value: Value): boolean {
  return (
    value.kind === 'call' &&
    (value.function === 'local_date' || value.function === 'local_time') &&
    value.args.length > 1
  );
}

/** Zones of rows and days of calendars stand in tables of their own. */
export function looksTimeUp(value: Value): boolean {
  return value.kind === 'open_time' || isZoned(value);
}
