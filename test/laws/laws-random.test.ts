// The laws over the random projects of test/verify: every construct of the language, over rows that are hard on it.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { membershipNames, objectsOf } from '../verify/evaluate.ts';
import { relationsOf } from '../verify/duckdb-members.ts';
import { type Program, programText, randomProgram } from '../verify/random-program.ts';
import { pastScript, tablesScript } from '../verify/world-tables.ts';
import { tell } from './broken-law.ts';
import { checkClaims, checkRewrites, checkWholes } from './check-laws.ts';
import { MemberReader } from './members.ts';
import { nameBefore } from './rename.ts';

const count = process.env['SEGFORM_LAWS'] === 'all' ? 60 : 12;
const first = Number(process.env['SEGFORM_SEED'] ?? '1');
const seeds = Array.from({ length: count }, (_one, index) => first + index);

/** A segment under another name has the past of the one that it was. */
function relationsFor(program: Program): SegmentRelations {
  const relations = relationsOf(program);
  return { ...relations, previous: (segment) => relations.previous(nameBefore(segment)) };
}

const renamedLog = `INSERT INTO segments.membership_changes
  SELECT * REPLACE (segment || '_renamed' AS segment) FROM segments.membership_changes`;

describe('the laws over random projects', () => {
  it.each(seeds)(
    'seed %i',
    async (seed) => {
      const program = randomProgram(seed, 6);
      const { project } = checkProject([{ path: 'random.seg', text: programText(program) }]);
      const warehouse = await MemoryWarehouse.open('SET threads = 1');
      try {
        await warehouse.run(tablesScript(program.tables));
        await warehouse.run(pastScript(program.log, program.previous, objectsOf(project)));
        await warehouse.run(renamedLog);
        const reader = new MemberReader(warehouse, relationsFor(program));
        const asked = { project, now: program.now, segments: membershipNames(project) };
        const broken = [
          ...(await checkRewrites(reader, asked, seed)),
          ...(await checkWholes(reader, asked)),
          ...(await checkClaims(reader, asked, seed)),
        ];
        expect(broken.map(tell)).toEqual([]);
      } finally {
        warehouse.close();
      }
    },
    300_000,
  );
});
