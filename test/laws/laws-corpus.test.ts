// The laws over the definitions of the corpus and the rows that stand beside them.
import { describe, expect, it } from 'vitest';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { calledSegment, type CorpusSet, readCorpus } from '../corpus/corpus-files.ts';
import { fixtureStatements } from '../corpus/fixture-tables.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { tell } from './broken-law.ts';
import { checkClaims, checkRewrites, checkWholes } from './check-laws.ts';
import { MemberReader, planFor } from './members.ts';

const log =
  'CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP)';

function testSet(set: CorpusSet): void {
  const corpus = readCorpus(set);
  const { project } = diagnoseProject(corpus.files, duckdbDialect);
  const withRows = corpus.items.filter(({ fixtures }) => fixtures.length > 0);

  it.each(withRows.map((item, turn) => ({ item, turn })))('$item.id', async ({ item, turn }) => {
    const segment = calledSegment(item);
    const told: string[] = [];
    for (const fixture of item.fixtures) {
      const asked = { project, now: fixture.now, segments: [segment] };
      const plan = planFor(asked);
      const object = plan.segments.find(({ name }) => name === segment)?.object ?? '';
      const rows = fixtureStatements(plan, project.model, object, fixture);
      const warehouse = await MemoryWarehouse.open([...rows, log].join(';\n'));
      try {
        const reader = new MemberReader(warehouse);
        const broken = [
          ...(await checkRewrites(reader, asked, turn)),
          ...(await checkWholes(reader, asked)),
          ...(await checkClaims(reader, asked, turn)),
        ];
        told.push(...broken.map(tell));
      } finally {
        warehouse.close();
      }
    }
    expect(told).toEqual([]);
  });
}

describe('the laws over the corpus', () => {
  testSet('.');
});

describe('the laws over its second set', () => {
  testSet('more');
});
