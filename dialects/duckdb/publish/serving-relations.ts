// Fills the next serving file: from nothing, or from a copy of the last one, to which only new rows of the histories are added.
import { must } from '../../../compiler/assert.ts';
import type { RegisteredSegment } from '../../../runtime/warehouse-state.ts';
import type { Connection } from '../engine/connection.ts';
import { insertStatements } from '../engine/insert-rows.ts';
import { optionalText, textOf } from '../engine/row-values.ts';
import { runAll } from '../engine/run-all.ts';
import { names, text } from '../engine/sql-text.ts';
import type { Layout } from '../state/state-tables.ts';
import { commentStatements, publishedViews, type View } from './published-views.ts';

/** A space keeps it apart from every file name's stem that a database could be attached as. */
export const servingCatalog = 'segform serving';

const doing = 'writing the serving file';

/** Relations whose rows never change once they are committed, as long as no segment is renamed. */
const histories: ReadonlySet<string> = new Set([
  'membership_changes',
  'segment_sizes',
  'refreshes',
  'checks',
]);

/** Brings the attached serving file to what is published, whatever it holds. */
export async function fillServing(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
): Promise<void> {
  const views = publishedViews(layout, registry);
  const last = await lastServed(connection, layout, registry, views);
  await connection.transaction(async () => {
    const statements = [
      ...[layout.schema, layout.internal].map(
        (schema) => `CREATE SCHEMA IF NOT EXISTS ${names(servingCatalog, schema)}`,
      ),
      ...(await dropOthers(connection, layout, views)),
      ...views.flatMap((view) =>
        last !== undefined && histories.has(view.name)
          ? [appendStatement(layout, view, last)]
          : replaceStatements(layout, view),
      ),
      ...rememberStatements(registry, views, layout),
    ];
    await runAll(connection, statements, doing);
  }, doing);
}

function replaceStatements(layout: Layout, view: View): readonly string[] {
  const [target, source] = relationNames(layout, view);
  return [
    `CREATE OR REPLACE TABLE ${target} AS FROM ${source}`,
    ...commentStatements('TABLE', target, view),
  ];
}

function appendStatement(layout: Layout, view: View, last: string): string {
  const [target, source] = relationNames(layout, view);
  return `INSERT INTO ${target} FROM ${source} WHERE refresh_id > ${text(last)}`;
}

function relationNames(layout: Layout, view: View): readonly [target: string, source: string] {
  return [
    names(servingCatalog, layout.schema, view.name),
    names(layout.database, layout.schema, view.name),
  ];
}

/** Statements that drop what is not among the views. */
async function dropOthers(
  connection: Connection,
  layout: Layout,
  views: readonly View[],
): Promise<readonly string[]> {
  const rows = await connection.rows(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = ${text(servingCatalog)} AND schema_name = ${text(layout.schema)}`,
    doing,
  );
  const wanted = new Set(views.map(({ name }) => name));
  return rows.flatMap((row) => {
    const table = textOf(row, 'table_name');
    return wanted.has(table) ? [] : [`DROP TABLE ${names(servingCatalog, layout.schema, table)}`];
  });
}

/** What the rows of the histories depend on beside the rows themselves: names of segments, and the form of the relations. */
function dependencies(
  registry: readonly RegisteredSegment[],
  views: readonly View[],
): readonly string[] {
  return [
    ...views
      .filter(({ name }) => histories.has(name))
      .map(({ name, query, comment, columns }) => JSON.stringify([name, query, comment, columns])),
    ...registry.map(({ id, name }) => `${id} ${name}`),
  ];
}

function rememberStatements(
  registry: readonly RegisteredSegment[],
  views: readonly View[],
  layout: Layout,
): readonly string[] {
  const table = names(servingCatalog, layout.internal, 'serving');
  const rows = dependencies(registry, views).map((dependency) => ({ dependency }));
  const columns = 'dependency VARCHAR';
  return [
    `CREATE OR REPLACE TABLE ${table} (${columns})`,
    ...insertStatements(table, columns, rows),
  ];
}

/** Id of the last refresh that the file holds, when its histories are a beginning of ours; undefined otherwise. */
async function lastServed(
  connection: Connection,
  layout: Layout,
  registry: readonly RegisteredSegment[],
  views: readonly View[],
): Promise<string | undefined> {
  const found = await connection.rows(
    `SELECT 1 FROM duckdb_tables() WHERE database_name = ${text(servingCatalog)} AND schema_name = ${text(layout.internal)} AND table_name = 'serving'`,
    doing,
  );
  if (found.length === 0) return undefined;
  const rows = await connection.rows(
    `SELECT dependency FROM ${names(servingCatalog, layout.internal, 'serving')}`,
    doing,
  );
  const known = new Set(dependencies(registry, views));
  if (!rows.every((row) => known.has(textOf(row, 'dependency')))) return undefined;
  const served = names(servingCatalog, layout.schema, 'refreshes');
  const published = names(layout.database, layout.schema, 'refreshes');
  const [row] = await connection.rows(
    `SELECT max(refresh_id) AS last, (SELECT count(*) FROM (FROM ${served} EXCEPT FROM ${published})) AS foreign_rows FROM ${served}`,
    doing,
  );
  const state = must(row, 'the state of the serving file');
  return Number(state['foreign_rows']) === 0 ? optionalText(state, 'last') : undefined;
}
