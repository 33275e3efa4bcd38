// Over segments of real tools and their rows: the instant that is named turns the answer around, the millisecond before it does not, and
// no instant before it that is picked at random does. `CAMPAIGN=1` takes all of the corpus; otherwise every 24th item.
import { integer, sample } from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { createProbe } from '../../compiler/explain/create-probe.ts';
import { openReader } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { explainMember, type MemberExplanation } from '../../runtime/explain/explain-member.ts';
import { calledSegment, readCorpus } from '../corpus/corpus-files.ts';
import type { Fixture } from '../corpus/fixture.ts';
import { fixtureStatements } from '../corpus/fixture-tables.ts';
import { openFixture, planOf } from '../corpus/item-members.ts';
import type { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { ProjectOnDisk } from '../runtime/project-on-disk.ts';
import { configuration, runOnFile } from './explained-shop.ts';

const isCampaign = process.env['CAMPAIGN'] === '1';

describe.for(['.', 'more'] as const)('corpus %s', (set) => {
  const corpus = readCorpus(set);
  const { project } = diagnoseProject(corpus.files, dialectsByName.duckdb);
  const items = corpus.items.filter((_, index) => isCampaign || index % 24 === 0);

  it.for(items)('$id', { timeout: 300_000 }, async (item) => {
    const segment = project.segments.find(({ name }) => name === calledSegment(item));
    const [fixture] = item.fixtures;
    // The refreshes before, of a fixture that has some, are not in a file.
    if (segment?.published !== true || fixture === undefined || fixture.earlier.length > 0) return;
    const { plan } = createProbe(project, segment, { now: fixture.now });
    const folder = new ProjectOnDisk({ 'segform.yaml': configuration, 'any.seg': '' });
    const warehouse = await openFixture(project, plan, segment.object, fixture);
    try {
      const statements = fixtureStatements(plan, project.model, segment.object, fixture);
      await runOnFile(folder.path('warehouse.duckdb'), statements.join(';\n'));
      for (const key of [fixture.in[0], fixture.out[0]]) {
        if (key === undefined) continue;
        const explanation = await explain(project, segment, fixture, key, folder);
        expect(explanation.isMember).toBe(fixture.in.includes(key));
        await checkChange({ project, segment, fixture, warehouse }, explanation);
      }
    } finally {
      warehouse.close();
      folder.remove();
    }
  });
});

async function explain(
  project: CheckedProject,
  segment: CheckedSegment,
  { now }: Fixture,
  key: string,
  folder: ProjectOnDisk,
): Promise<MemberExplanation> {
  const dialect = dialectsByName.duckdb;
  const args = new Map();
  const target = folder.target();
  const given = { project, sources: [], target, dialect, openReader, now, segment, args, key };
  return await explainMember({ ...given, days: 60 });
}

interface Checking {
  readonly project: CheckedProject;
  readonly segment: CheckedSegment;
  readonly fixture: Fixture;
  readonly warehouse: MemoryWarehouse;
}

/** By a whole refresh at each of the instants. */
async function checkChange(
  { project, segment, fixture, warehouse }: Checking,
  { key, isMember, nextChange }: MemberExplanation,
): Promise<void> {
  if (nextChange.kind === 'time_independent') return;
  const end = nextChange.kind === 'change' ? nextChange.at : nextChange.until;
  const from = Temporal.Instant.from(fixture.now).epochMilliseconds;
  const until = Temporal.Instant.from(end).epochMilliseconds;
  const expectAt = async (instant: number, member: boolean): Promise<void> => {
    const now = Temporal.Instant.fromEpochMilliseconds(instant).toString();
    const members = await warehouse.membersOfAll(planOf(project, now, [segment.name]));
    const isIn = members.get(segment.name)?.includes(key);
    expect([segment.name, key, end, now, isIn]).toEqual([segment.name, key, end, now, member]);
  };
  if (nextChange.kind === 'change') {
    await expectAt(until, !isMember);
    await expectAt(until - 1, isMember);
  }
  if (!nextChange.certain) return;
  const between = integer({ min: from, max: until - 1 });
  for (const instant of sample(between, { numRuns: 4, seed: 7 })) {
    await expectAt(instant, isMember);
  }
}
