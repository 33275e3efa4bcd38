// Answers the runtime's questions about the tables that models name. A table becomes visible to queries only by being described.
import { must } from '../../../compiler/assert.ts';
import { operationalError } from '../../../compiler/operational-error.ts';
import { catalogue } from '../../../compiler/diagnostics/catalogue.ts';
import type { SourceTables, TableProfile, WarehouseTable } from '../../../runtime/warehouse.ts';
import type { Connection } from '../engine/connection.ts';
import { flagOf, numberOf, optionalText, textOf } from '../engine/row-values.ts';
import { runAll } from '../engine/run-all.ts';
import { name, names, text } from '../engine/sql-text.ts';
import { keyFaults, repeatedOrMissing } from './key-faults.ts';
import { type MountedFiles, readMount } from './mounts.ts';
import { findTable, storedTables, type StoredTables } from './table-columns.ts';

/** `ownSchemas`: ours, never a source. */
export function sourceTables(
  connection: Connection,
  mounts: readonly MountedFiles[],
  ownSchemas: readonly string[],
): SourceTables {
  const known = new Map<string, WarehouseTable | undefined>();
  const visible = { connection, mounts, stored: storedTables(connection, ownSchemas) };
  const describe = async (
    table: string,
    asText: readonly string[] = [],
  ): Promise<WarehouseTable | undefined> => {
    const identity = table.toLowerCase();
    if (!known.has(identity)) known.set(identity, await reveal(visible, table, asText));
    return known.get(identity);
  };
  const described = async (table: string): Promise<string> => {
    const found = must(await describe(table), `table ${table}`);
    return names(...visibleParts(found.name));
  };
  return {
    describe,
    names: () => tableNames(connection, mounts, ownSchemas),
    keyFaults: (query, keyColumn, among) =>
      among === undefined
        ? keyFaults(connection, `(${query})`, keyColumn)
        : repeatedOrMissing(connection, `(${keysAmong(query, keyColumn, among)})`, keyColumn),
    async newest(table, column) {
      const [row] = await connection.rows(
        `SELECT CAST(CAST(max(${name(column)}) AS TIMESTAMP) AS VARCHAR) AS newest FROM ${await described(table)} WHERE isfinite(${name(column)})`,
        `looking for the newest row of ${table}`,
      );
      return row === undefined ? undefined : optionalText(row, 'newest')?.replace(' ', 'T');
    },
    async rows(table) {
      const [row] = await connection.rows(
        `SELECT count(*) AS n FROM ${await described(table)}`,
        `counting the rows of ${table}`,
      );
      return numberOf(must(row, 'a count'), 'n');
    },
    async profile(table) {
      const found = must(await describe(table), `table ${table}`);
      return await profile(connection, found);
    },
    async contains(ofTable, ofColumn, inTable, inColumn) {
      const [outer, inner] = [await described(ofTable), await described(inTable)];
      const [row] = await connection.rows(
        `SELECT count(*) > 0 AND count(*) = count(k.key) AS contained
FROM (SELECT DISTINCT CAST(${name(inColumn)} AS VARCHAR) AS value FROM ${inner} WHERE ${name(inColumn)} IS NOT NULL) AS v
LEFT JOIN (SELECT DISTINCT CAST(${name(ofColumn)} AS VARCHAR) AS key FROM ${outer}) AS k ON k.key = v.value`,
        `comparing ${inTable} with ${ofTable}`,
      );
      return row !== undefined && flagOf(row, 'contained');
    },
  };
}

/** SQL: those of the keys that the query gives that are missing or among the values. */
function keysAmong(query: string, keyColumn: string, among: readonly string[]): string {
  const key = name(keyColumn);
  const keys = (where: string): string => `SELECT ${key} FROM (${query}) AS k WHERE ${where}`;
  // Two scans: rows without a key are found without one, where statistics tell that there are none.
  return `${keys(`${key} IN (SELECT value FROM ${names(...among)})`)} UNION ALL ${keys(`${key} IS NULL`)}`;
}

/** Of a table that has been described: the parts under which queries see it. */
export function visibleParts(table: string): readonly string[] {
  const found = table.split('.');
  return found.length === 1
    ? ['memory', 'main', ...found]
    : found.length === 2
      ? ['memory', ...found]
      : found;
}

/** What queries may see. */
interface Visible {
  readonly connection: Connection;
  readonly mounts: readonly MountedFiles[];
  readonly stored: StoredTables;
}

async function reveal(
  { connection, mounts, stored }: Visible,
  table: string,
  asText: readonly string[],
): Promise<WarehouseTable | undefined> {
  const mounted = mounts.find(({ mount }) => mount.table.toLowerCase() === table.toLowerCase());
  const written = table.split('.');
  const [schema, relation] = [written.at(-2) ?? 'main', written.at(-1) ?? ''];
  if (written.length > 3 || relation === '') return undefined;
  const known = await stored.find(schema, relation);
  if (mounted !== undefined) {
    if (known !== undefined) throw operationalError(catalogue.operations.mountTaken, { table });
    await readMount(connection, mounted, asText);
    const read = await findTable(connection, 'memory', schema, relation);
    return { name: table, columns: read?.columns ?? [] };
  }
  const found = known ?? (await findTable(connection, connection.database, schema, relation));
  if (found === undefined) return undefined;
  const { columns } = found;
  if (written.length === 3) {
    const ours = written[0]?.toLowerCase() === connection.database.toLowerCase();
    return ours ? { name: table, columns } : undefined;
  }
  const source = names(connection.database, found.schema, found.table);
  const visible = names('memory', schema, relation);
  const statements = [
    `CREATE SCHEMA IF NOT EXISTS ${names('memory', schema)}`,
    `CREATE VIEW ${visible} AS FROM ${source}`,
  ];
  await runAll(connection, statements, `reading table ${table}`);
  return { name: table, columns };
}

async function tableNames(
  connection: Connection,
  mounts: readonly MountedFiles[],
  ownSchemas: readonly string[],
): Promise<readonly string[]> {
  const rows = await connection.rows(
    `SELECT DISTINCT schema_name, table_name FROM duckdb_columns()
WHERE database_name = ${text(connection.database)} AND NOT internal
  AND schema_name NOT IN (${['information_schema', 'pg_catalog', ...ownSchemas].map(text).join(', ')})`,
    'reading the catalogue',
  );
  const stored = rows.map((row) => {
    const schema = textOf(row, 'schema_name');
    const table = textOf(row, 'table_name');
    return schema === 'main' ? table : `${schema}.${table}`;
  });
  return [...new Set([...stored, ...mounts.map(({ mount }) => mount.table)])].toSorted();
}

async function profile(connection: Connection, table: WarehouseTable): Promise<TableProfile> {
  const measures = table.columns.flatMap(({ name: column }, index) => [
    `count(DISTINCT ${name(column)}) AS d${index}`,
    `count(*) - count(${name(column)}) AS m${index}`,
  ]);
  const [row] = await connection.rows(
    `SELECT ${['count(*) AS n', ...measures].join(', ')} FROM ${names(...visibleParts(table.name))}`,
    `looking at ${table.name}`,
  );
  const found = must(row, 'the profile of a table');
  const columns = table.columns.map(
    ({ name: column }, index) =>
      [
        column,
        { distinct: numberOf(found, `d${index}`), missing: numberOf(found, `m${index}`) },
      ] as const,
  );
  return { rows: numberOf(found, 'n'), columns: Object.fromEntries(columns) };
}
