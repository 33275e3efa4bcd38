// Generated tests of the example and of the corpus: free of faults, passing, and showing nearly every condition on both sides.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCorpus } from '../corpus/corpus-files.ts';
import { measure } from './coverage-of.ts';
import { exampleFiles } from './example-files.ts';
import { openWorkshop, wholeProject, type WholeProject, type Workshop } from './write-for.ts';

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.close();
});

/** With `BOUNDARIES=all` every segment is tried; otherwise every so many. */
const isWhole = process.env['BOUNDARIES'] === 'all';

function sample({ project }: WholeProject, every: number): readonly string[] {
  const closed = project.segments.filter(({ parameters }) =>
    parameters.every(({ fallback }) => fallback !== undefined),
  );
  return closed.filter((_, index) => isWhole || index % every === 0).map(({ name }) => name);
}

test.each([
  ['the example', () => exampleFiles('crm'), 6, 0.9],
  ['the corpus', () => readCorpus().files, 8, 0.85],
  ['the other corpus', () => readCorpus('more').files, 8, 0.85],
])(
  'generated tests of %s have no faults, pass, and see conditions true and false',
  async (_, files, every, least) => {
    const project = wholeProject(files());
    const measured = await measure(project, sample(project, every), workshop);
    const share = measured.seen / measured.conditions;
    process.stdout.write(`${JSON.stringify({ ...measured, share: Number(share.toFixed(3)) })}\n`);
    expect(measured.faults).toEqual([]);
    expect(measured.conditions).toBeGreaterThan(15);
    expect(share).toBeGreaterThanOrEqual(least);
  },
  600_000,
);
