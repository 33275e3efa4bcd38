// Over random models, rows and segments: the instant that is named turns the answer around, the millisecond before it does not, and where
// the answer is certain no instant before it does. `CAMPAIGN=20` takes so many data sets; otherwise a part of one.
import { integer, sample } from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { openReader } from '../../dialects/open-warehouse.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { explainMember } from '../../runtime/explain/explain-member.ts';
import { ProjectOnDisk } from '../runtime/project-on-disk.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { membershipNames } from '../verify/evaluate.ts';
import { programText, randomProgram } from '../verify/random-program.ts';
import { mixedSeed } from '../verify/random.ts';
import { tablesScript } from '../verify/world-tables.ts';
import { configuration, runOnFile } from './explained-shop.ts';

const sets = Number(process.env['CAMPAIGN'] ?? '1');
const most = process.env['CAMPAIGN'] === undefined ? 6 : 15;

describe('the changes of random segments', () => {
  const numbers = Array.from({ length: sets }, (_, index) => index + 1);
  it.each(numbers)('data set %i', { timeout: 600_000 }, async (index) => {
    const program = randomProgram(mixedSeed(20251102, index), 15);
    const { project } = checkProject([{ path: 'random.seg', text: programText(program) }]);
    const folder = new ProjectOnDisk({ 'segform.yaml': configuration, 'any.seg': '' });
    const script = tablesScript(program.tables);
    await runOnFile(folder.path('warehouse.duckdb'), script);
    const warehouse = await MemoryWarehouse.open(script);
    try {
      const names = membershipNames(project).filter((name) => hasNoPast(project, name));
      for (const name of names.slice(0, most)) {
        await checkChange(project, name, program.now, folder, warehouse);
      }
    } finally {
      warehouse.close();
      folder.remove();
    }
  });
});

/** What refreshes left before is not in the file. */
function hasNoPast(project: CheckedProject, name: string): boolean {
  const plan = planRefresh(project, { now: '2025-11-01T00:00:00Z', segments: [name] });
  const planned = plan.segments.map((segment) => segment.name);
  const isPlain = project.segments.every(
    (one) => !planned.includes(one.name) || one.settings.status !== 'paused',
  );
  const text = JSON.stringify(plan);
  return isPlain && !text.includes('"before":true') && !text.includes('"logOf":"');
}

/** Of a member and of one that is none, by whole refreshes. */
async function checkChange(
  project: CheckedProject,
  name: string,
  now: string,
  folder: ProjectOnDisk,
  warehouse: MemoryWarehouse,
): Promise<void> {
  const segment = must(
    project.segments.find((one) => one.name === name),
    name,
  );
  const entity = must(project.model.entities[segment.object], segment.object);
  const membersAt = async (at: string): Promise<readonly string[]> => {
    const plan = planRefresh(project, { now: at, segments: [name] });
    return (await warehouse.membersOfAll(plan)).get(name) ?? [];
  };
  const inside = await membersAt(now);
  const all = await warehouse.rows(
    `SELECT CAST("${must(entity.attributes[entity.key ?? ''], 'key').column}" AS VARCHAR) FROM ${entity.source.table}`,
  );
  const outside = all.map(([key]) => String(key)).filter((key) => !inside.includes(key));
  for (const key of [inside[0], outside[0]]) {
    if (key === undefined) continue;
    const given = { project, sources: [], target: folder.target(), dialect: dialectsByName.duckdb };
    const more = { openReader, now, segment, args: new Map(), key, days: 60 };
    const found = await explainMember({ ...given, ...more }).catch(codeOf);
    // Some rows are left out by the model.
    if (found === 'SEG6122') continue;
    if (typeof found === 'string') throw new Error(`${name} ${key}: ${found}`);
    expect([name, key, found.isMember]).toEqual([name, key, inside.includes(key)]);
    const { nextChange } = found;
    if (nextChange.kind === 'time_independent') continue;
    const end = nextChange.kind === 'change' ? nextChange.at : nextChange.until;
    const [from, until] = [now, end].map((at) => Temporal.Instant.from(at).epochMilliseconds);
    const expectAt = async (instant: number, member: boolean): Promise<void> => {
      const at = Temporal.Instant.fromEpochMilliseconds(instant).toString();
      const isIn = (await membersAt(at)).includes(key);
      expect([name, key, end, at, isIn]).toEqual([name, key, end, at, member]);
    };
    const last = must(until, 'an end');
    if (nextChange.kind === 'change') {
      await expectAt(last, !found.isMember);
      await expectAt(last - 1, found.isMember);
    }
    if (!nextChange.certain) continue;
    const between = integer({ min: must(from, 'now'), max: last - 1 });
    for (const instant of sample(between, { numRuns: 5, seed: 11 })) {
      await expectAt(instant, found.isMember);
    }
  }
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  throw error;
}
