// Mutation testing: random segments over random data, as batches: the data sets that `npm run verify` has for a seed.
import { checkProject } from '../../compiler/check/check-project.ts';
import { casesPerSet } from '../verify/campaign.ts';
import { relationsOf } from '../verify/duckdb-members.ts';
import { membershipNames, objectsOf } from '../verify/evaluate.ts';
import { programText, randomProgram } from '../verify/random-program.ts';
import { mixedSeed } from '../verify/random.ts';
import { pastScript, tablesScript } from '../verify/world-tables.ts';
import type { Batch } from './batch.ts';

export function randomBatches(seed: number, count: number): readonly Batch[] {
  return Array.from({ length: count }, (_, index) => batchOf(seed, index));
}

function batchOf(seed: number, index: number): Batch {
  const program = randomProgram(mixedSeed(seed, index), casesPerSet);
  const { project } = checkProject([{ path: 'random.seg', text: programText(program) }]);
  const past = pastScript(program.log, program.previous, objectsOf(project));
  return {
    name: `random ${String(index)}`,
    together: index % 16 === 0,
    project,
    now: program.now,
    segments: membershipNames(project),
    script: `${tablesScript(program.tables)};\n${past}`,
    relations: relationsOf(program),
  };
}
