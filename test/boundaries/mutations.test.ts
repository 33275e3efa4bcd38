// What boundaries are for: a generated test fails when a threshold of its segment moves by one, or a comparison takes in its
// threshold that did not.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { exampleFiles } from './example-files.ts';
import { mutantsOf } from './mutants.ts';
import { openWorkshop, wholeProject, type Workshop } from './write-for.ts';

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.close();
});

const project = wholeProject(exampleFiles('crm'));

/** Distances, windows, counts, sums, ranges, dates, averages, and rows of rows. */
const segments = [
  'win_back',
  'engaged_fintech',
  'product_qualified',
  'abandoned_checkout',
  'coffee_regulars',
  'flagship_shoppers',
  'seats_well_used',
  'silent_accounts',
  'closing_soon',
  'lapsed_buyers',
  'slipping_deals',
  'no_reply_for_a_day',
  'unassigned_soon',
];

/** Changes that mean the same, or that no object shows as long as the segment is what it is. */
const cannotBeSeen: Readonly<Record<string, readonly string[]>> = {
  // An order that is 179 days old is forbidden by the other line.
  lapsed_buyers: ['ers between 540 and 180 days ago where stat: 180 → 179'],
  // Visits that only the second of two equal windows would miss.
  engaged_fintech: ['ted.contact in last 30 days) >= 3 } } s: 30 → 31'],
};

test.each(segments)('every moved threshold of %s is found', async (name) => {
  const { text } = await workshop.write(project, name);
  const { segments: all } = project.project;
  const refersTo = all.find((one) => one.name === name)?.refersTo ?? [];
  const meant = all.filter((one) => one.name === name || refersTo.includes(one.name));
  const mutants = meant.flatMap((one) => mutantsOf(one, project.sources));
  const survivors: string[] = [];
  let tried = 0;
  for (const { change, sources } of mutants) {
    const checked = checkProject([...sources, { path: 'tests/new.seg', text }]);
    const [found] = checked.tests;
    // Some are no longer a segment.
    if (found === undefined) continue;
    tried += 1;
    const { status } = await workshop.run(checked.project, found);
    if (status === 'passed') survivors.push(change);
  }
  expect(tried).toBeGreaterThan(0);
  expect(survivors).toEqual(cannotBeSeen[name] ?? []);
});
