// Mutation testing: one process that judges mutants as it is told their ids.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { corpusBatches } from './corpus-batches.ts';
import { createJudge } from './judge.ts';
import type { Mutant } from './mutant.ts';
import { randomBatches } from './random-batches.ts';

const [, , file = '', seed = '1', batches = '200'] = process.argv;
const judge = await createJudge(readFileSync(file, 'utf8'), [
  ...randomBatches(Number(seed), Number(batches)),
  ...corpusBatches('.'),
  ...corpusBatches('more'),
]);
process.on('message', (mutant: Mutant) => {
  void judge.judge(mutant).then((judgement) => process.send?.(judgement));
});
process.send?.('ready');
