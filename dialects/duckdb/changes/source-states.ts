// What is remembered of the sources: how each was looked at, by which refresh, and what it was like then.
import { createHash } from 'node:crypto';
import { must } from '../../../compiler/assert.ts';
import type { KeysChecked, TrackedSource } from '../../../runtime/warehouse-changes.ts';
import type { SourceTables, WarehouseTable } from '../../../runtime/warehouse.ts';
import type { RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection, Row } from '../engine/connection.ts';
import { type Cells, timeCell } from '../engine/insert-rows.ts';
import { flagOf, numberOf, optionalText, textOf } from '../engine/row-values.ts';
import { isoText, name, names } from '../engine/sql-text.ts';
import { internalTable, type Layout } from '../state/state-tables.ts';
import { visibleParts } from '../tables/source-tables.ts';

const doing = 'looking for changes of the sources';

/** What a source was like when a refresh looked at it. */
export interface SourceState {
  /** Empty when no later look can be compared with this one. */
  readonly identity: string;
  readonly rows: number;
  /** Of a source with times: the greatest one that was not in the future, as text. Of a compared one: the sum of its rows' hashes. */
  readonly watermark: string | undefined;
  /** Rows at the watermark. */
  readonly atWatermark: number;
  /** Rows at the watermark or after it; all, when there is none. */
  readonly atOrAfter: number;
}

export interface RememberedState extends SourceState {
  readonly refresh: number;
  /** Any row may have changed between the look before and this one. */
  readonly unknown: boolean;
  readonly keysChecked: KeysChecked | undefined;
}

/** A source as the statements see it. */
export interface SeenSource extends TrackedSource {
  /** What it is remembered by: the entity when it has a key, else its table and what is looked at, which many kinds of events can share. */
  readonly id: string;
  /** SQL: its name. */
  readonly relation: string;
  /** SQL: the hash of a row. */
  readonly hash: string;
  /** By name in lower case. */
  readonly typeOf: (column: string) => string;
  /** How it is looked at: states and copies made in another way are of no use. */
  readonly identity: string;
}

export async function seenSource(
  sources: SourceTables,
  engine: string,
  source: TrackedSource,
): Promise<SeenSource> {
  const table = must(await sources.describe(source.table), `table ${source.table}`);
  const types = new Map(table.columns.map((one) => [one.name.toLowerCase(), one.nativeType]));
  const { tracking, keyColumn, columns } = source;
  return {
    ...source,
    id: idOf(source, table),
    relation: names(...visibleParts(table.name)),
    hash: `hash(${table.columns.map((column) => name(column.name)).join(', ')})`,
    typeOf: (column) => must(types.get(column.toLowerCase()), `column ${column}`),
    identity: JSON.stringify([
      table.name,
      tracking,
      keyColumn ?? null,
      columns,
      table.columns.map((column) => [column.name, column.nativeType]),
      tracking.kind === 'append_only' ? '' : engine,
    ]),
  };
}

/** Keys are asked for by entity; rows without one are the same for all that look at them in the same way. */
function idOf(
  { entity, keyColumn, tracking, columns }: TrackedSource,
  table: WarehouseTable,
): string {
  if (keyColumn !== undefined) return entity;
  const identity = JSON.stringify([table.name, tracking, columns]);
  const hash = createHash('sha256').update(identity).digest('hex').slice(0, 16);
  return `${must(visibleParts(table.name).at(-1), 'a name')}#${hash}`;
}

/** What is remembered of sources. */
export interface Remembered {
  /** The version of the engine: others may hash in another way. */
  readonly engine: string;
  /** By id of the source: what each refresh saw of it, the latest last. */
  readonly states: ReadonlyMap<string, readonly RememberedState[]>;
}

export async function rememberedStates(
  connection: Connection,
  layout: Layout,
): Promise<Remembered> {
  const rows = await connection.rows(
    `SELECT version() AS engine, source, refresh, "rows", watermark, at_watermark, at_or_after, identity, "unknown", keys_query, ${isoText('keys_checked')} AS keys_checked
FROM (SELECT 1) AS one LEFT JOIN ${internalTable(layout, 'source_states')} ON TRUE ORDER BY refresh`,
    doing,
  );
  const engine = textOf(must(rows[0], 'a row'), 'engine');
  const states = new Map<string, RememberedState[]>();
  for (const row of rows) {
    const id = optionalText(row, 'source');
    if (id === undefined) continue;
    states.set(id, [...(states.get(id) ?? []), stateOf(row)]);
  }
  return { engine, states };
}

/** What the refresh `since` saw of the source; undefined if it did not look, or any row may have changed in a later look. */
export function stateSince(
  remembered: readonly RememberedState[],
  since: number,
): RememberedState | undefined {
  const [first, ...later] = remembered.filter(({ refresh }) => refresh >= since);
  if (first?.refresh !== since || later.some(({ unknown }) => unknown)) return undefined;
  return first;
}

function stateOf(row: Row): RememberedState {
  return {
    refresh: numberOf(row, 'refresh'),
    identity: textOf(row, 'identity'),
    rows: numberOf(row, 'rows'),
    watermark: optionalText(row, 'watermark'),
    atWatermark: numberOf(row, 'at_watermark'),
    atOrAfter: numberOf(row, 'at_or_after'),
    unknown: flagOf(row, 'unknown'),
    keysChecked: keysCheckedOf(row),
  };
}

function keysCheckedOf(row: Row): KeysChecked | undefined {
  const query = optionalText(row, 'keys_query');
  return query === undefined ? undefined : { query, at: textOf(row, 'keys_checked') };
}

/** A row of `source_states`. */
export function stateCells(
  source: string,
  { identity, rows, watermark, atWatermark, atOrAfter }: SourceState,
  { refresh, unknown, keysChecked }: Pick<RememberedState, 'refresh' | 'unknown' | 'keysChecked'>,
): Cells {
  return {
    refresh,
    source,
    identity,
    rows,
    watermark,
    at_watermark: atWatermark,
    at_or_after: atOrAfter,
    unknown,
    keys_query: keysChecked?.query,
    keys_checked: timeCell(keysChecked?.at),
  };
}

/**
 * The first refresh that a segment goes on from; `number` if none does. Paused and removed segments do not count: what they would need grows
 * without end, and without it they are computed from all rows.
 */
export function oldestNeeded(registry: readonly RegisteredSegment[], number: number): number {
  const needed = registry.flatMap(({ published, record }) =>
    published?.refresh === undefined || ['paused', 'removed'].includes(record.status)
      ? []
      : [published.refresh],
  );
  return needed.reduce((least, refresh) => Math.min(least, refresh), number);
}

/** Removes what is older. A source that nobody looked at since then is read by no segment that goes on from anything. */
export function forgetStatements(layout: Layout, oldest: number): readonly string[] {
  return [
    `DELETE FROM ${internalTable(layout, 'touched')} WHERE refresh <= ${oldest}`,
    `DELETE FROM ${internalTable(layout, 'source_states')} WHERE refresh < ${oldest}`,
  ];
}
