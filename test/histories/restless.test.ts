// Which segments may change although neither now nor the data did.
import { expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { type Defined, textOf } from './definitions.ts';
import { modelOf } from './nouns.ts';
import { restlessSegments } from './restless.ts';
import { variantOf } from './tracking.ts';

function person(id: number, wording: string, refers: readonly number[] = []): Defined {
  return {
    id,
    name: `s${String(id)}`,
    rule: { object: 'person', refers: refers.map(() => 'person'), wordings: [wording] },
    number: 0,
    refers,
    paused: false,
    draft: false,
    guard: undefined,
    renamedFrom: undefined,
    publishedName: undefined,
  };
}

function restlessOf(...defined: readonly Defined[]): readonly string[] {
  const text = `${modelOf(variantOf([0, 0, 0, 0, 0, 0, 0, 0]))}\n${textOf(defined)}`;
  const { project, diagnostics } = checkProject([{ path: 'all.seg', text }]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return [...restlessSegments(project, defined)];
}

const staying = 'enter { points > 4 } leave { points < 3 or missing }';

it.each([
  [`${staying} | take top 50% by points`, ['s1']],
  [`${staying} | take top 50% of total by spent`, ['s1']],
  [`${staying} | take bottom 2..3 by points per country`, ['s1']],
  [`${staying} | take top 2 by points with ties`, []],
  [staying, []],
  ['points > 4 | take top 50% by points', []],
])('%s', (wording, restless) => {
  expect(restlessOf(person(1, wording))).toEqual(restless);
});

it('whatever looks such a segment up, through others and through its log', () => {
  const found = restlessOf(
    person(1, `${staying} | take top 50% by points`),
    person(2, 'not in segment @a', [1]),
    person(3, 'entered segment @a in last 1 day', [2]),
    person(4, 'points > 4'),
    person(5, 'in segment @a', [4]),
  );
  expect(found).toEqual(['s1', 's2', 's3']);
});
