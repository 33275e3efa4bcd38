// Test support: what a careless reader of changes would see of the sources. A campaign over it must fail: `--plant purges`.
import type { StoredRow } from '../interpreter/world.ts';
import type { Rows } from './data.ts';
import { type TableName, type Tracking, tableNames, type Variant } from './tracking.ts';

export const plants = [
  /** Takes rows newer than the newest it knows. */
  'newer',
  /** Takes rows as new as the newest it knows, also when that one is far ahead. */
  'far_ahead',
  /** Takes rows written between the last `now` and this one. */
  'between_nows',
  /** Passes over rows that do not say when they were written. */
  'missing_times',
  /** Keeps rows of `@changes` tables that are gone. */
  'deletions',
  /** Keeps rows of append-only tables that are gone. */
  'purges',
  /** Compares tables without tracking as sets. */
  'sets',
] as const;

export type Plant = (typeof plants)[number];

export interface Seen {
  readonly rows: Rows;
  /** ISO UTC. */
  readonly now: string;
}

/** The rows as they seem to be, for one who saw `before`. */
export function asSeenBy(plant: Plant, before: Seen, is: Seen, variant: Variant): Rows {
  const seen = (table: TableName): readonly StoredRow[] => {
    const old = before.rows[table];
    const { tracking } = variant[table];
    const rows = is.rows[table];
    if (plant === 'sets') return tracking === 'none' && asSet(old) === asSet(rows) ? old : rows;
    if (tracking === 'none') return rows;
    const passes = passing(plant, tracking, old, [before.now, is.now]);
    return tracking === 'changes'
      ? byKey(old, rows, passes, plant)
      : added(old, rows, passes, plant);
  };
  return tableNames.reduce((all, table) => ({ ...all, [table]: seen(table) }), is.rows);
}

function lines(rows: readonly StoredRow[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row));
}

function asSet(rows: readonly StoredRow[]): string {
  return [...new Set(lines(rows))].toSorted().join();
}

function timeOf(row: StoredRow, tracking: Tracking): string | undefined {
  const time = row[tracking === 'changes' ? 'updated_at' : 'loaded_at'];
  // Of one length, so that they compare as text.
  return typeof time === 'string' ? new Date(time).toISOString() : undefined;
}

type Passes = (row: StoredRow) => boolean;

function passing(
  plant: Plant,
  tracking: Tracking,
  old: readonly StoredRow[],
  [lastNow, now]: readonly [string, string],
): Passes {
  const times = old.flatMap((row) => timeOf(row, tracking) ?? []);
  const newest = times.toSorted().at(-1) ?? '';
  return (row) => {
    const time = timeOf(row, tracking);
    if (plant === 'missing_times') return time !== undefined;
    if (plant === 'deletions' || plant === 'purges' || time === undefined) return true;
    if (plant === 'between_nows') return time > lastNow && time <= now;
    return plant === 'newer' ? time > newest : time >= newest;
  };
}

function byKey(
  old: readonly StoredRow[],
  rows: readonly StoredRow[],
  passes: Passes,
  plant: Plant,
): readonly StoredRow[] {
  const known = new Map(old.map((row) => [row['id'], row]));
  const there = new Set(rows.map((row) => row['id']));
  const left = plant === 'deletions' ? old.filter((row) => !there.has(row['id'])) : [];
  return [
    ...left,
    ...rows.flatMap((row) => {
      if (passes(row)) return [row];
      const was = known.get(row['id']);
      return was === undefined ? [] : [was];
    }),
  ];
}

function added(
  old: readonly StoredRow[],
  rows: readonly StoredRow[],
  passes: Passes,
  plant: Plant,
): readonly StoredRow[] {
  const known = [...lines(old)];
  const isKnown = (row: StoredRow): boolean => {
    const at = known.indexOf(JSON.stringify(row));
    if (at >= 0) known.splice(at, 1);
    return at >= 0;
  };
  const seen = rows.filter((row) => isKnown(row) || passes(row));
  const gone = old.filter((row) => known.includes(JSON.stringify(row)));
  return plant === 'purges' ? [...seen, ...gone] : seen;
}
