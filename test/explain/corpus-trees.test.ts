// Over the segments of real tools and their rows: a tree's root says who is a member, every parent follows from its children, and
// what decides would turn the outcome around.
import { describe, expect, it } from 'vitest';
import { createProbe } from '../../compiler/explain/create-probe.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import { holds } from '../../compiler/explain/follow-truth.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { dialectsByName } from '../../dialects/registry.ts';
import { calledSegment, readCorpus } from '../corpus/corpus-files.ts';
import { emptyFixture } from '../corpus/fixture.ts';
import { openFixture } from '../corpus/item-members.ts';
import { explainedByKey, nodesOf } from './probe-rows.ts';

describe.for(['.', 'more'] as const)('corpus %s', (set) => {
  const corpus = readCorpus(set);
  const { project } = diagnoseProject(corpus.files, dialectsByName.duckdb);

  it.for(corpus.items)('$id', async (item) => {
    const name = calledSegment(item);
    const segment = project.segments.find((one) => one.name === name);
    if (segment?.published !== true) return;
    for (const fixture of item.fixtures.length > 0 ? item.fixtures : [emptyFixture]) {
      const probe = createProbe(project, segment, { now: fixture.now, everyTruth: true });
      const warehouse = await openFixture(project, probe.plan, segment.object, fixture);
      try {
        const explained = await explainedByKey(probe, warehouse);
        const members = [...explained].filter(([, root]) => root.truth).map(([key]) => key);
        expect(members.toSorted()).toEqual([...fixture.in].toSorted());
        expect([...explained.keys()].toSorted()).toEqual(
          [...fixture.in, ...fixture.out].toSorted(),
        );
        for (const [key, root] of explained) {
          for (const node of nodesOf(root)) {
            const followed = holds(node);
            if (followed !== undefined)
              expect([key, node.span, followed]).toEqual([key, node.span, node.truth]);
          }
          if (!root.truth) expect(decidingConditions(root)).not.toEqual([]);
        }
      } finally {
        warehouse.close();
      }
    }
  });
});
