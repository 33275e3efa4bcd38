// Part of running tests: of a step that does not hold, what every condition says of each object.
import { must } from '../../compiler/assert.ts';
import type { Expectation, TestStep } from '../../compiler/check/checked-tests.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { type ProbeRow, readProbe } from '../../compiler/explain/read-probe.ts';
import { computeMembers, inStep, type StepRun } from './step-run.ts';
import type { DecidingCondition, ObjectAtFault, TestFailure } from './test-outcome.ts';

/** By key: all objects of the segment's type that exist. */
export type ExplainedObjects = ReadonlyMap<string, ExplainedCondition>;

export async function explainStep(run: StepRun): Promise<ExplainedObjects> {
  const { session, test, tested, step } = run;
  const { project } = tested;
  const { segment, args } = test;
  const probed = session.probed({ project, segment, args, now: step.now });
  const rows = await inStep(run, probed.planned, async () => {
    await computeMembers(run, probed.planned);
    const found = new Map<string, ProbeRow[]>();
    for (const query of probed.queries) {
      for (const row of await session.warehouse.rows(query)) {
        const key = String(must(row[probed.probe.keyColumn], 'the key of a probe'));
        const ofKey = found.get(key) ?? [];
        found.set(key, ofKey);
        ofKey.push(row);
      }
    }
    return found;
  });
  return new Map([...rows].map(([key, ofKey]) => [key, readProbe(probed.probe, ...ofKey)]));
}

/** The failure with what decided about its objects. */
export function withDeciding(
  failure: TestFailure,
  explained: ExplainedObjects,
  { expectations }: TestStep,
): TestFailure {
  const rightlyIn = expectations
    .flatMap((expectation) => (isAboutMembers(expectation) ? expectation.objects : []))
    .filter(({ key }) => explained.get(key)?.truth === true);
  const objects = failure.objects.map((object): ObjectAtFault => {
    const tree = explained.get(object.key);
    if (tree === undefined) return object;
    const other = rightlyIn.find(({ key }) => object.isMember && key !== object.key);
    return {
      ...object,
      deciding: comparedWith(tree, other === undefined ? undefined : explained.get(other.key)),
      comparedWith: other?.name,
    };
  });
  return { ...failure, objects };
}

function isAboutMembers(
  expectation: Expectation,
): expectation is Extract<Expectation, { kind: 'objects' }> {
  return expectation.expected === 'in' || expectation.expected === 'entered';
}

/** Marks the conditions that looked at the same for the other object. */
function comparedWith(
  tree: ExplainedCondition,
  other: ExplainedCondition | undefined,
): readonly DecidingCondition[] {
  const seen = new Set(other === undefined ? [] : decidingConditions(other).map(lookedAt));
  return decidingConditions(tree).map((condition) => ({
    condition,
    isAlike: seen.has(lookedAt(condition)),
  }));
}

function lookedAt({ span, operands }: ExplainedCondition): string {
  return JSON.stringify([span, operands]);
}
