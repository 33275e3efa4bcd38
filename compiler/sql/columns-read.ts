// Part of compiler/sql: the columns that the segments of a plan read of a table.
import type { RefreshPlan } from '../plan/refresh-plan.ts';

/** `entities`: all of one table. Names that differ in upper and lower case only are one column. */
export function columnsRead(
  { sources }: RefreshPlan,
  entities: ReadonlySet<string>,
  ...more: readonly string[]
): readonly string[] {
  const read = sources
    .filter(({ entity }) => entities.has(entity))
    .flatMap(({ columns }) => columns.map((use) => use.column));
  const byName = new Map([...read, ...more].map((name) => [name.toLowerCase(), name]));
  return [...byName.values()];
}
