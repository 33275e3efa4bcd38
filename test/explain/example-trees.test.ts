// Over the segments of the CRM example, on a small warehouse: for every object the root of a tree is membership, and every parent
// follows from its children.
import { DuckDBInstance } from '@duckdb/node-api';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { createProbe } from '../../compiler/explain/create-probe.ts';
import { holds } from '../../compiler/explain/follow-truth.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { copyExample, generateCrm, removeFolder } from '../examples/example-project.ts';
import { planOf } from '../corpus/item-members.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { explainedByKey, nodesOf } from './probe-rows.ts';

const now = '2026-11-02T09:00:00Z';
const example = fileURLToPath(new URL('../../examples/crm', import.meta.url));
const files = readdirSync(example, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.seg'))
  .toSorted()
  .map((file) => ({ path: file, text: readFileSync(path.join(example, file), 'utf8') }));
const { project } = diagnoseProject(files, dialectsByName.duckdb);

let folder = '';
const opened: MemoryWarehouse[] = [];
beforeAll(async () => {
  folder = copyExample('crm');
  const database = path.join(folder, 'small.duckdb');
  generateCrm(['--contacts', '200', '--events', '2500'], database);
  opened.push(await MemoryWarehouse.open(await viewsOf(database)));
}, 120_000);
afterAll(() => {
  for (const warehouse of opened) warehouse.close();
  removeFolder(folder);
});

/** The tables of a file, seen under their own names, which JSON quotes as SQL does. */
async function viewsOf(database: string): Promise<string> {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    'SELECT schema_name, table_name FROM duckdb_tables() ORDER BY schema_name, table_name',
  );
  const tables = reader.getRowsJson().map((row) => row.map((cell) => JSON.stringify(cell)));
  connection.closeSync();
  instance.closeSync();
  return [
    `ATTACH '${database.replaceAll("'", "''")}' AS example_file (READ_ONLY)`,
    ...new Set(tables.map(([schema]) => `CREATE SCHEMA IF NOT EXISTS ${schema ?? ''}`)),
    ...tables.map(([schema, table]) => {
      const name = `${schema ?? ''}.${table ?? ''}`;
      return `CREATE VIEW ${name} AS FROM example_file.${name}`;
    }),
    'CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)',
  ].join(';\n');
}

describe('the segments of the CRM example', () => {
  const published = project.segments.filter((segment) => segment.published);

  it.each(published.map(({ name }) => name))('%s', { timeout: 120_000 }, async (name) => {
    const warehouse = must(opened[0], 'the warehouse');
    const segment = must(
      project.segments.find((one) => one.name === name),
      name,
    );
    const members = (await warehouse.membersOfAll(planOf(project, now, [name]))).get(name);
    const probe = createProbe(project, segment, { now, everyTruth: true });
    const explained = await explainedByKey(probe, warehouse);
    const inside = [...explained].filter(([, { truth }]) => truth).map(([key]) => key);
    expect(inside.toSorted()).toEqual(members);
    const wrong = [...explained].flatMap(([key, root]) =>
      nodesOf(root)
        .filter((node) => (holds(node) ?? node.truth) !== node.truth)
        .map(({ span }) => [key, span]),
    );
    expect(wrong).toEqual([]);
  });
});
