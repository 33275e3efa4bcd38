// `refresh --due`: which segments' refresh period has passed at `now`, from what is published.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { SegmentRow } from '../../runtime/warehouse-rows.ts';
import { nextDue } from '../../runtime/schedule/next-due.ts';

/** Of `names`, those that are due. A segment that was never refreshed is due, unless it is refreshed by hand only. */
export function dueSegments(
  names: readonly string[],
  project: CheckedProject,
  published: readonly SegmentRow[],
  now: string,
): readonly string[] {
  const { timezone } = project.model.project;
  const refreshed = new Map(published.map((row) => [row.segment, row.refreshedAt]));
  const due = project.segments.filter(({ name, settings: { refresh: schedule } }) => {
    if (schedule.kind === 'manual') return false;
    const last = refreshed.get(name);
    const at = nextDue({ schedule, timezone, last, started: now });
    return last === undefined || (at !== undefined && at <= now);
  });
  const wanted = new Set(due.map(({ name }) => name));
  return names.filter((name) => wanted.has(name));
}
