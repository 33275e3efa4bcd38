// Mutation testing: the real definitions of the corpus over their checked rows, as batches.
import { checkProject } from '../../compiler/check/check-project.ts';
import { type CorpusSet, calledSegment, readCorpus } from '../corpus/corpus-files.ts';
import { fixtureStatements } from '../corpus/fixture-tables.ts';
import { planOf } from '../corpus/item-members.ts';
import { published } from '../sql/memory-warehouse.ts';
import type { Batch } from './batch.ts';

const log =
  'CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)';

/** One batch for each set of rows; those that need earlier refreshes are left out. */
export function corpusBatches(set: CorpusSet): readonly Batch[] {
  const corpus = readCorpus(set);
  const { project } = checkProject(corpus.files);
  return corpus.items.flatMap((item) =>
    item.fixtures
      .filter(({ earlier }) => earlier.length === 0)
      .map((fixture, index): Batch => {
        const segment = calledSegment(item);
        const plan = planOf(project, fixture.now, [segment]);
        const object = plan.segments.find(({ name }) => name === segment)?.object ?? '';
        const statements = fixtureStatements(plan, project.model, object, fixture);
        return {
          name: `${item.id} ${String(index)}`,
          together: false,
          project,
          now: fixture.now,
          segments: [segment],
          script: [log, ...statements].join(';\n'),
          relations: published,
        };
      }),
  );
}
