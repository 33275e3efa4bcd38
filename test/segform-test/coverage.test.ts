// Coverage: which conditions were seen true and which false, over all objects, steps and tests.
import { expect, it } from 'vitest';
import { indexSources } from '../../compiler/diagnostics/render.ts';
import { plain } from '../../cli/output/colours.ts';
import { coverageText } from '../../cli/test/coverage-text.ts';
import { conditionCoverage } from '../../runtime/test/condition-coverage.ts';
import { cell, int, outcomesOf, projectOf, row, step, testOf, text } from './checked-by-hand.ts';

const source = `object contact @table("c") { id: id @key, country: text?, points: int? }
segment polish of contact { where { country = "PL" } }
segment keen of contact {
  where {
    in segment polish
    points > 5 or country is missing
  }
  except points > 100
}
segment untested of contact { where { points < 0 } }
segment above(n: int) of contact { where { points > $n } }
`;

const now = '2025-11-01T09:00:00.000Z';
const later = '2025-11-02T09:00:00.000Z';
const person = (key: string, country: string, points: string) =>
  row('contact', key, cell('country', text, country), cell('points', int, points));

it('lists what is never true, never false or never asked, with its place', async () => {
  const project = projectOf(source);
  const tests = [
    testOf('keen', [
      step(now, [person('ada', 'PL', '6')], []),
      step(later, [person('ada', 'DE', '5')], []),
    ]),
  ];
  const outcomes = await outcomesOf(project, tests, true);
  const coverage = conditionCoverage(project, outcomes);
  const sources = indexSources([{ path: 'project.seg', text: source }]);
  expect(coverageText(coverage, sources, plain)).toBe(`
segment   conditions  true and false
keen               4               2   50%
polish             1               1  100%
untested           1               0    0%
all                6               3   50%

project.seg:6  never true: country is missing
project.seg:8  never true: points > 100
project.seg:10  never asked: points < 0
`);
});

it('is not taken unless asked for', async () => {
  const [outcome] = await outcomesOf(projectOf(source), [testOf('keen', [step(now, [], [])])]);
  expect(outcome?.seen).toEqual([]);
});
