// Runs test/corpus and prints how many of the real definitions compile, run and have checked rows; ends with 1 when one fails.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {Record<string, string>} */
const items = Object.assign(
  {},
  ...['items.json', 'more/items.json'].map((file) =>
    JSON.parse(readFileSync(`${root}test/corpus/${file}`, 'utf8')),
  ),
);
const areas = {
  CON: 'contact',
  COM: 'company',
  DEA: 'deal',
  PRO: 'product',
  TAS: 'task',
  TIC: 'ticket',
  OTH: 'other',
};
const needRows = new Set(['medium', 'hard', 'nasty']);

const reached = new Map();
const failures = [];

const reporter = {
  onTestModuleEnd(module) {
    for (const test of module.children.allTests()) {
      const { corpus } = test.meta();
      if (corpus !== undefined) reached.set(corpus.id, corpus);
      const errors = test.result().errors ?? [];
      failures.push(...errors.map(({ message }) => `${test.name}: ${message}`));
    }
    failures.push(...module.errors().map(({ message }) => message));
  },
};

function count(ids, step) {
  return ids.filter((id) => reached.get(id)?.[step] === true).length;
}

function row(name, ids) {
  const counts = [ids.length, ...['compiles', 'runs', 'checked'].map((step) => count(ids, step))];
  return [name.padEnd(10), ...counts.map((one) => String(one).padStart(9))].join('');
}

function listed(title, ids) {
  return `${title} (${ids.length}): ${ids.join(' ') || 'none'}`;
}

const vitest = await startVitest('test', ['test/corpus'], {
  root,
  watch: false,
  reporters: [reporter],
});
await vitest.close();

const ids = Object.keys(items);
const columns = ['items', 'compile', 'run', 'checked'].map((one) => one.padStart(9));
const absent = ids.filter((id) => reached.get(id)?.compiles !== true);
const unchecked = ids.filter((id) => needRows.has(items[id]) && reached.get(id)?.checked !== true);
const report = [
  ...failures,
  ['', ...columns].join('').padStart(46),
  ...Object.entries(areas).map(([prefix, name]) =>
    row(
      name,
      ids.filter((id) => id.startsWith(prefix)),
    ),
  ),
  row('all', ids),
  '',
  listed('not written, or do not compile', absent),
  listed('medium, hard or nasty without checked rows', unchecked),
];
process.stdout.write(`${report.join('\n')}\n`);
process.exit(failures.length > 0 || reached.size === 0 ? 1 : 0);
