// A process of a campaign: runs the data sets that it is given, with a database of its own.
import process from 'node:process';
import { keepSmallest, runSet } from './campaign.ts';
import { DuckdbMembers } from './duckdb-members.ts';
import type { Answer, Task, WorkerSettings } from './protocol.ts';

/** Differences that are shrunk by one process; more of them are counted only. */
const mostKept = 8;

const given: unknown = JSON.parse(process.argv[2] ?? '{}');
if (!isSettings(given)) throw new Error('this runs as a process of main.ts');
const settings = given;
const warehouse = await DuckdbMembers.open();
let kept = 0;

process.on('message', (task: Task) => {
  void answer(task.index).then((result) => process.send?.(result));
});
process.on('disconnect', () => {
  warehouse.close();
});
process.send?.('ready');

async function answer(index: number): Promise<Answer> {
  const { seed, propertiesEvery } = settings;
  const properties = propertiesEvery > 0 && index % propertiesEvery === 0;
  const options = { seed, index, properties };
  const result = await runSet(warehouse, options);
  if (result.differences.length === 0 || kept >= mostKept) return { result, kept: undefined };
  kept += 1;
  return { result, kept: await keepSmallest(warehouse, options, settings.out) };
}

function isSettings(value: unknown): value is WorkerSettings {
  return typeof value === 'object' && value !== null && 'seed' in value && 'out' in value;
}
