// The published relations of the live database: views that join the commit marker, each with comments, rewritten only when they differ.
// They name no catalogue, so the file can be opened under any name.
import { createHash } from 'node:crypto';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import {
  type PublishedColumn,
  type PublishedRelationName,
  publishedRelations,
  segmentColumns,
  segmentComment,
} from '../../../runtime/warehouse-published.ts';
import type { RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { insertStatements } from '../engine/insert-rows.ts';
import { textOf } from '../engine/row-values.ts';
import { runAll } from '../engine/run-all.ts';
import { name, names, text } from '../engine/sql-text.ts';
import { loggedIn } from '../state/change-log.ts';
import { keyText } from '../state/logged-keys.ts';
import {
  changeReasons,
  enteredIn,
  internalTable,
  type Layout,
  membershipTable,
  publishedAs,
  tables,
} from '../state/state-tables.ts';

export interface View {
  readonly name: string;
  readonly query: string;
  readonly comment: string;
  readonly columns: readonly PublishedColumn[];
}

/** What the schema must hold for these segments. */
export function publishedViews(
  layout: Layout,
  registry: readonly RegisteredSegment[],
): readonly View[] {
  const queries = relationQueries(layout, registry);
  return [
    ...publishedRelations.map(({ name: relation, comment, columns }) => ({
      name: relation,
      query: queries[relation],
      comment,
      columns,
    })),
    ...registry.flatMap((segment) => segmentView(layout, segment)),
  ];
}

function segmentView(layout: Layout, segment: RegisteredSegment): readonly View[] {
  const { published, record } = segment;
  if (published === undefined) return [];
  const publish = published.publishColumns.map(
    (column, index) => `m.${publishedAs(index)} AS ${name(column.name)}`,
  );
  const columns = [`m.${name(published.keyColumn)}`, ...publish, 'r.now AS entered_at'];
  return [
    {
      name: segment.name,
      query: `SELECT ${columns.join(', ')} FROM ${memberTable(layout, segment)} AS m ${committed(layout, `m.${enteredIn}`)}`,
      comment: segmentComment(segment.name, segment.objectType, record.title),
      columns: segmentColumns(
        segment.objectType,
        published.keyColumn,
        published.publishColumns.map((column) => column.name),
      ),
    },
  ];
}

function relationQueries(
  layout: Layout,
  registry: readonly RegisteredSegment[],
): Readonly<Record<PublishedRelationName, string>> {
  const table = (of: string): string => names(layout.internal, of);
  const registered = `JOIN ${table('registry')} AS s ON s.segment_id = x.segment_id`;
  return {
    memberships: memberships(layout, registry),
    membership_changes: membershipChanges(table),
    segments: `SELECT name AS segment, object_type, title, description, owner, labels, status, size, now AS refreshed_at, data_as_of, stale, stale_reason, definition_hash, definition, source_file, default_for, hidden_from FROM ${table('registry')} ORDER BY object_type, name`,
    segment_sizes: `SELECT s.name AS segment, r.refresh_id, r.now AS "at", x.size, x.entered, x."left" FROM ${table('sizes')} AS x ${committed(layout, 'x.refresh')} ${registered}`,
    refreshes: `SELECT refresh_id, started_at, finished_at, now, mode, status, segments, entered, "left", held, failed, project_version FROM ${table('refreshes')}`,
    checks: `SELECT r.refresh_id, x.segment, x."check", x.status, x.observed, x."limit" FROM ${table('checks')} AS x ${committed(layout, 'x.refresh')}`,
  };
}

function membershipChanges(table: (name: string) => string): string {
  const reasons = changeReasons.map((reason, index) => `WHEN ${index} THEN ${text(reason)}`);
  const selects = loggedIn(table).map(({ from, isChange, entered, reason }) => {
    const columns = [
      'r.refresh_id',
      `CASE WHEN ${entered} THEN z.object_type ELSE z.object_type_before END AS object_type`,
      's.name AS segment',
      `${keyText('x')} AS object_key`,
      `CASE WHEN ${entered} THEN 'entered' ELSE 'left' END AS change`,
      'r.now AS changed_at',
      `CASE ${reason} ${reasons.join(' ')} END AS reason`,
      'z.definition_hash',
    ];
    return `SELECT ${columns.join(', ')} FROM ${from} JOIN ${table('refreshes')} AS r ON r.number = z.refresh JOIN ${table('registry')} AS s ON s.segment_id = z.segment_id WHERE ${isChange}`;
  });
  return selects.join(' UNION ALL ');
}

function memberships(layout: Layout, registry: readonly RegisteredSegment[]): string {
  const selects = registry.flatMap((segment) =>
    segment.published === undefined
      ? []
      : [
          `SELECT CAST(${text(segment.published.objectType)} AS VARCHAR) AS object_type, CAST(${text(segment.name)} AS VARCHAR) AS segment, CAST(m.${name(segment.published.keyColumn)} AS VARCHAR) AS object_key, m.${enteredIn} AS entered_in FROM ${memberTable(layout, segment)} AS m`,
        ],
  );
  if (selects.length === 0) {
    return `SELECT '' AS object_type, '' AS segment, '' AS object_key, CAST(NULL AS TIMESTAMP) AS entered_at, '' AS refresh_id WHERE FALSE`;
  }
  return `SELECT u.object_type, u.segment, u.object_key, r.now AS entered_at, r.refresh_id FROM (${selects.join(' UNION ALL ')}) AS u ${committed(layout, 'u.entered_in')}`;
}

function memberTable(layout: Layout, segment: RegisteredSegment): string {
  return names(layout.internal, membershipTable(segment.id));
}

/** Joins the commit marker as `r`: rows of a refresh that is not committed drop out. */
function committed(layout: Layout, column: string): string {
  return `JOIN ${names(layout.internal, 'refreshes')} AS r ON r.number = ${column}`;
}

/** Signatures of the views that the schema has, by name. */
export async function existingViews(
  connection: Connection,
  layout: Layout,
): Promise<ReadonlyMap<string, string>> {
  const rows = await connection.rows(
    `SELECT name, signature FROM ${internalTable(layout, 'relations')}`,
    'publishing relations',
  );
  return new Map(rows.map((row) => [textOf(row, 'name'), textOf(row, 'signature')]));
}

/** Fails when a relation that is not ours has one of the names; runs before anything is written. Names of `existing` are ours. */
export async function requireOwnNames(
  connection: Connection,
  layout: Layout,
  existing: ReadonlyMap<string, string>,
  wanted: readonly string[],
): Promise<void> {
  if (wanted.every((one) => existing.has(one))) return;
  const foreign = await connection.rows(
    `SELECT lower(table_name) AS name FROM (SELECT table_name, schema_name, database_name FROM duckdb_tables() UNION ALL SELECT view_name, schema_name, database_name FROM duckdb_views() WHERE NOT internal)
WHERE database_name = ${text(layout.database)} AND schema_name = ${text(layout.schema)}
  AND lower(table_name) NOT IN (SELECT lower(name) FROM ${internalTable(layout, 'relations')})`,
    'reading the catalogue',
  );
  const taken = new Set(foreign.map((row) => textOf(row, 'name')));
  const found = wanted.find((one) => taken.has(one.toLowerCase()));
  if (found === undefined) return;
  throw operationalError(catalogue.operations.relationTaken, {
    relation: `${layout.schema}.${found}`,
  });
}

/** Brings the schema from `existing` to `views`; runs inside the commit's transaction. */
export async function writeViews(
  connection: Connection,
  layout: Layout,
  existing: ReadonlyMap<string, string>,
  views: readonly View[],
): Promise<void> {
  const doing = 'publishing relations';
  const relations = internalTable(layout, 'relations');
  const wanted = new Map(views.map((view) => [view.name, signature(view)]));
  const gone = [...existing.keys()].filter((one) => !wanted.has(one));
  const changed = views.filter((view) => existing.get(view.name) !== wanted.get(view.name));
  if (changed.length === 0 && gone.length === 0) return;
  const rows = [...wanted].map(([relation, hash]) => ({ name: relation, signature: hash }));
  const statements = [
    ...gone.map((one) => `DROP VIEW IF EXISTS ${names(layout.database, layout.schema, one)}`),
    // Names inside a view are resolved in the catalogue that is current when it is made.
    `USE ${name(layout.database)}`,
    ...changed.flatMap((view) => [
      viewStatement(layout, view),
      ...commentStatements('VIEW', names(layout.schema, view.name), view),
    ]),
    'USE memory',
    `DELETE FROM ${relations}`,
    ...insertStatements(relations, tables.relations, rows),
  ];
  await runAll(connection, statements, doing);
}

function viewStatement(layout: Layout, view: View): string {
  return `CREATE OR REPLACE VIEW ${names(layout.schema, view.name)} AS ${view.query}`;
}

/** `relation` is SQL. */
export function commentStatements(
  kind: 'VIEW' | 'TABLE',
  relation: string,
  view: View,
): readonly string[] {
  return [
    `COMMENT ON ${kind} ${relation} IS ${text(view.comment)}`,
    ...view.columns.map(
      (column) => `COMMENT ON COLUMN ${relation}.${name(column.name)} IS ${text(column.comment)}`,
    ),
  ];
}

function signature(view: View): string {
  const { query, comment, columns } = view;
  return createHash('sha256')
    .update(JSON.stringify([query, comment, columns]))
    .digest('hex');
}
