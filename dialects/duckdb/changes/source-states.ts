// What is remembered of the sources: how each was looked at, by which refresh, and what it was like then.
import { must } from '../../../compiler/assert.ts';
import type { KeysChecked, TrackedSource } from '../../../runtime/warehouse-changes.ts';
import type { SourceTables } from '../../../runtime/warehouse.ts';
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

/** What is remembered of sources. */
export interface Remembered {
  /** The version of the engine: others may hash in another way. */
  readonly engine: string;
  /** What each refresh saw of a source, the latest last. */
  readonly of: (entity: string) => readonly RememberedState[];
}

export async function rememberedStates(
  connection: Connection,
  layout: Layout,
): Promise<Remembered> {
  const rows = await connection.rows(
    `SELECT version() AS engine, entity, refresh, "rows", watermark, at_watermark, at_or_after, identity, "unknown", keys_query, ${isoText('keys_checked')} AS keys_checked
FROM (SELECT 1) AS one LEFT JOIN ${internalTable(layout, 'source_states')} ON TRUE ORDER BY refresh`,
    doing,
  );
  const engine = textOf(must(rows[0], 'a row'), 'engine');
  const states = new Map<string, RememberedState[]>();
  for (const row of rows) {
    const entity = optionalText(row, 'entity');
    if (entity === undefined) continue;
    states.set(entity, [...(states.get(entity) ?? []), stateOf(row)]);
  }
  return { engine, of: (entity) => states.get(entity) ?? [] };
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
  entity: string,
  { identity, rows, watermark, atWatermark, atOrAfter }: SourceState,
  { refresh, unknown, keysChecked }: Pick<RememberedState, 'refresh' | 'unknown' | 'keysChecked'>,
): Cells {
  return {
    refresh,
    entity,
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
 * Removes what no segment goes on from. Paused and removed segments do not count: what they would need grows without end, and
 * without it they are computed from all rows. The last look at a source stays.
 */
export function forgetStatements(
  layout: Layout,
  registry: readonly RegisteredSegment[],
  number: number,
): readonly string[] {
  const needed = registry.flatMap(({ published, record }) =>
    published?.refresh === undefined || ['paused', 'removed'].includes(record.status)
      ? []
      : [published.refresh],
  );
  const oldest = needed.reduce((least, refresh) => Math.min(least, refresh), number);
  const states = internalTable(layout, 'source_states');
  return [
    `DELETE FROM ${internalTable(layout, 'touched')} WHERE refresh <= ${oldest}`,
    `DELETE FROM ${states} AS s WHERE refresh < ${oldest} AND refresh < (SELECT max(l.refresh) FROM ${states} AS l WHERE l.entity = s.entity)`,
  ];
}
