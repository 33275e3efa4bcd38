#!/usr/bin/env node
// `npm run demo`: writes the warehouse anew, refreshes, lets three days pass, refreshes again. Always the same result.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/**
 * Runs a command of the repository, its output going to the terminal; stops the demo when it fails.
 *
 * @param {string} script
 * @param {readonly string[]} args
 */
function run(script, args) {
  const done = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** @param {string} text */
function say(text) {
  console.log(`\n${text}\n`);
}

for (const name of ['warehouse.duckdb', 'serving.duckdb']) {
  for (const file of [name, `${name}.wal`]) rmSync(join(here, file), { force: true });
}

const generator = join('examples', 'crm', 'generate.mjs');
const cli = join('dist', 'cli.js');
const project = ['--project', join('examples', 'crm')];

say('1. A warehouse with synthetic data: 20,000 contacts, 500,000 events');
run(generator, []);
say('2. The first refresh, at 2 November 2026, 09:00 UTC');
run(cli, ['refresh', ...project, '--now', '2026-11-02T09:00:00Z']);
say('3. Three days pass: visits, orders, answered tickets, changed consents');
run(generator, ['--advance', '3']);
say('4. The second refresh, at 5 November 2026, 09:00 UTC: who entered, who left');
run(cli, ['refresh', ...project, '--now', '2026-11-05T09:00:00Z']);

say('What to look at next');
console.log(`  npx segform show win_back --project examples/crm          size, members and definition of a segment
  npx segform changes win_back --project examples/crm       who entered and left, and why
  npx segform test --project examples/crm                   the tests of the segments, on made-up people
  npx segform status --project examples/crm                 all segments and how fresh they are
  npx segform compile --project examples/crm                the SQL behind them

  examples/crm/segments/                                    the segments: edit one, refresh, see what changes
  examples/crm/model/                                       what the nouns mean
  examples/crm/serving.duckdb                               what a dashboard opens: schema "segments", one relation per segment`);
