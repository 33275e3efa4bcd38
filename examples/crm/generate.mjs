#!/usr/bin/env node
// Writes the example's warehouse: a DuckDB file with believable, seeded, synthetic data. See README.md.
import { existsSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { readOptions, usage, UsageError } from './generator/options.mjs';
import { DAY } from './generator/random.mjs';
import { advanceStatements, baseStatements } from './generator/world.mjs';

const defaultOut = fileURLToPath(new URL('warehouse.duckdb', import.meta.url));

/**
 * @param {string} out
 * @param {(connection: import('@duckdb/node-api').DuckDBConnection) => Promise<void>} work  runs in one transaction
 */
async function withFile(out, work) {
  const instance = await DuckDBInstance.create(out);
  const connection = await instance.connect();
  try {
    await connection.run('BEGIN');
    await work(connection);
    await connection.run('COMMIT');
    await connection.run('CHECKPOINT');
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * @param {import('@duckdb/node-api').DuckDBConnection} connection
 * @param {readonly string[]} statements
 */
async function runAll(connection, statements) {
  for (const statement of statements) await connection.run(statement);
}

/**
 * @param {import('@duckdb/node-api').DuckDBConnection} connection
 * @returns {Promise<import('./generator/world.mjs').State>}
 */
async function readState(connection) {
  const tables = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'generator' AND table_name = 'state'",
  );
  if (tables.currentRowCount === 0)
    throw new UsageError('This file was not written by the generator.');
  const reader = await connection.runAndReadAll(
    'SELECT seed, contacts, events, epoch_ms(born_at), epoch_ms(now) FROM generator.state',
  );
  const row = reader.getRows().at(0);
  if (row === undefined) throw new UsageError('The generator left no state in this file.');
  const [seed, contacts, events, born, now] = row.map(Number);
  return { seed, contacts, events, born, now };
}

/** @param {import('./generator/options.mjs').Options} options */
async function generate(options) {
  const { out, advance } = options;
  const shown = relative(process.cwd(), out);
  if (advance === undefined) {
    for (const file of [out, `${out}.wal`]) rmSync(file, { force: true });
    await withFile(out, (connection) => runAll(connection, baseStatements(options)));
    return `${shown}: ${options.contacts} contacts, ${options.events} events, until ${options.now.toISOString()}`;
  }
  if (!existsSync(out))
    throw new UsageError(`--advance needs an existing file; there is no ${out}`);
  let end = 0;
  await withFile(out, async (connection) => {
    const state = await readState(connection);
    end = state.now + advance * DAY;
    await runAll(connection, advanceStatements(state, advance));
  });
  return `${shown}: advanced by ${advance} days, until ${new Date(end).toISOString()}`;
}

try {
  const args = process.argv.slice(2);
  if (args.includes('--help')) console.log(usage);
  else console.log(await generate(readOptions(args, defaultOut)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
