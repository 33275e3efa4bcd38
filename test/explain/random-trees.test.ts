// Over random models, rows and segments of the whole language: the root of a tree is membership, every parent follows from its
// children, and everything looked at can be described. `CAMPAIGN=300` takes so many data sets of 15 segments; otherwise three.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { conditionFacts } from '../../compiler/explain/condition-facts.ts';
import { conditionText, textIn } from '../../compiler/explain/condition-text.ts';
import { createProbe } from '../../compiler/explain/create-probe.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { holds } from '../../compiler/explain/follow-truth.ts';
import { nearestCondition } from '../../compiler/explain/nearest-condition.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { relationsOf } from '../verify/duckdb-members.ts';
import { membershipNames, objectsOf } from '../verify/evaluate.ts';
import { type Program, programText, randomProgram } from '../verify/random-program.ts';
import { mixedSeed } from '../verify/random.ts';
import { pastScript, tablesScript } from '../verify/world-tables.ts';
import { explainedByKey, nodesOf } from './probe-rows.ts';

const sets = Number(process.env['CAMPAIGN'] ?? '3');

describe('the trees of random segments', () => {
  it.each(Array.from({ length: sets }, (_, index) => index))(
    'data set %i',
    { timeout: 120_000 },
    async (index) => {
      const program = randomProgram(mixedSeed(20251101, index), 15);
      const sources = [{ path: 'random.seg', text: programText(program) }];
      const { project } = checkProject(sources);
      const warehouse = await MemoryWarehouse.open(tablesScript(program.tables));
      try {
        await warehouse.run(pastScript(program.log, program.previous, objectsOf(project)));
        for (const name of membershipNames(project)) {
          await checkTrees(warehouse, project, program, name, describing(sources, program));
        }
      } finally {
        warehouse.close();
      }
    },
  );
});

type Describe = (condition: ExplainedCondition) => readonly string[];

function describing(
  sources: readonly { readonly path: string; readonly text: string }[],
  { now }: Program,
): Describe {
  const textOf = textIn(sources);
  const settings = { textOf, placeText: () => 'random.seg:1', now };
  return (condition) => [conditionText(condition, textOf), ...conditionFacts(condition, settings)];
}

async function checkTrees(
  warehouse: MemoryWarehouse,
  project: CheckedProject,
  program: Program,
  name: string,
  told: Describe,
): Promise<void> {
  const { now } = program;
  const relations = relationsOf(program);
  const segment = project.segments.find((one) => one.name === name);
  if (segment === undefined) throw new Error(name);
  const plan = planRefresh(project, { now, segments: [name] });
  const members = (await warehouse.membersOfAll(plan, relations)).get(name);
  const probe = createProbe(project, segment, { now, everyTruth: true });
  const explained = await explainedByKey(probe, warehouse, relations);
  const inside = [...explained].filter(([, { truth }]) => truth).map(([key]) => key);
  expect([name, inside.toSorted()]).toEqual([name, members]);
  for (const [key, root] of explained) {
    const wrong = nodesOf(root).filter((node) => (holds(node) ?? node.truth) !== node.truth);
    expect([name, key, wrong.map(({ span }) => span)]).toEqual([name, key, []]);
    if (!root.truth) expect(decidingConditions(root)).not.toEqual([]);
    for (const text of nodesOf(root).flatMap(told))
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    const nearest = nearestCondition(root, now);
    if (nearest !== undefined) expect(nearest.distance).toBeGreaterThanOrEqual(0);
  }
}
