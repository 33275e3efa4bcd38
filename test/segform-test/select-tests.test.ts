// Which tests a pattern of the command line means, in which batches they run, and what a changed file affects.
import { describe, expect, it } from 'vitest';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';
import { runTests, type TestRunner } from '../../runtime/test/run-tests.ts';
import { selectTests } from '../../runtime/test/select-tests.ts';
import { testFingerprints } from '../../runtime/test/test-fingerprint.ts';
import type { TestOutcome } from '../../runtime/test/test-outcome.ts';
import { expecting, projectOf, row, step, testOf } from './checked-by-hand.ts';

const now = '2025-11-01T09:00:00.000Z';

function named(name: string, segment: string, file: string): CheckedTest {
  return { ...testOf(segment, [step(now, [], [])]), name, span: { file, start: 0, end: 0 } };
}

const tests = [
  named('Quiet ones are in', 'win_back', 'tests/retention.seg'),
  named('recent ones are out', 'win_back', 'tests/retention.seg'),
  named('nobody without consent', 'emailable', 'tests/consent/emails.seg'),
];

function selected(...words: readonly string[]): readonly string[] {
  const patterns = words.map((text) => ({
    text,
    path: text.replace(/^\.\//, '').replace(/\/$/, ''),
  }));
  return selectTests(tests, patterns).map(({ name }) => name);
}

describe('patterns', () => {
  it.each([
    [[], ['Quiet ones are in', 'recent ones are out', 'nobody without consent']],
    [['win_back'], ['Quiet ones are in', 'recent ones are out']],
    [['quiet'], ['Quiet ones are in']],
    [['ONES'], ['Quiet ones are in', 'recent ones are out']],
    [['tests/consent'], ['nobody without consent']],
    [['./tests/retention.seg'], ['Quiet ones are in', 'recent ones are out']],
    [['*consent'], ['nobody without consent']],
    [
      ['win_*', 'emailable'],
      ['Quiet ones are in', 'recent ones are out', 'nobody without consent'],
    ],
    [['tests/*/*.seg'], ['nobody without consent']],
  ])('%j', (words, expected) => {
    expect(selected(...words)).toEqual(expected);
  });

  it('that match nothing are an error, with the nearest word', () => {
    expect(() => selected('win_bak')).toThrow(
      expect.objectContaining({ code: 'SEG6101', help: 'Did you mean `win_back`?' }),
    );
    expect(() => selected('quiet', '(((')).toThrow(expect.objectContaining({ code: 'SEG6101' }));
  });
});

const passed: TestOutcome = {
  status: 'passed',
  milliseconds: 0,
  failures: [],
  problems: [],
  seen: [],
};

/** Fails the tests of those names; `log` gets the batches. */
function fakeRunner(failing: readonly string[], log: string[][]): TestRunner {
  return {
    async run(batch, bail) {
      log.push(batch.map(({ name }) => name));
      await Promise.resolve();
      const outcomes = batch.map(({ name }): TestOutcome =>
        failing.includes(name) ? { ...passed, status: 'failed' } : passed,
      );
      const first = outcomes.findIndex(({ status }) => status !== 'passed');
      return bail && first !== -1 ? outcomes.slice(0, first + 1) : outcomes;
    },
    close: () => Promise.resolve(),
  };
}

describe('batches', () => {
  it('hold tests of one segment and instant; outcomes keep the order of the tests', async () => {
    const log: string[][] = [];
    const mixed = [tests[0], tests[2], tests[1]].flatMap((test) => test ?? []);
    const outcomes = await runTests(mixed, {
      runners: [fakeRunner(['nobody without consent'], log)],
      bail: false,
    });
    expect(log).toEqual([['Quiet ones are in', 'recent ones are out'], ['nobody without consent']]);
    expect(outcomes.map((outcome) => outcome?.status)).toEqual(['passed', 'failed', 'passed']);
  });

  it('with bail, nothing begins after a failure', async () => {
    const log: string[][] = [];
    const outcomes = await runTests(tests, {
      runners: [fakeRunner(['Quiet ones are in'], log)],
      bail: true,
    });
    expect(outcomes.map((outcome) => outcome?.status)).toEqual(['failed', undefined, undefined]);
    expect(log).toHaveLength(1);
  });

  it('are shared by runners, and none is longer than 20', async () => {
    const logs: string[][][] = [[], []];
    const many = Array.from({ length: 90 }, (_, index) => named(`t${index}`, 'win_back', 'a.seg'));
    const runners = logs.map((log) => fakeRunner([], log));
    expect(await runTests(many, { runners, bail: false })).toEqual(many.map(() => passed));
    expect(logs.map((log) => log.map(({ length }) => length))).toEqual([
      [20, 20, 10],
      [20, 20],
    ]);
  });
});

function hashes(source: string): readonly string[] {
  const fingerprint = testFingerprints(projectOf(source));
  const rows = [row('contact', 'ada')];
  return ['a', 'b', 'c'].map((segment) =>
    fingerprint(testOf(segment, [step(now, rows, [expecting('out', 'ada')])])),
  );
}

describe('what a change affects', () => {
  const model = 'object contact @table("c") { id: id @key, points: int? }\n';
  const segments = [
    'segment a of contact { where { points > 1 } }\n',
    'segment b of contact { where { in segment a } }\n',
    'segment c of contact { where { points > 3 } }\n',
  ];
  const original = hashes(model + segments.join(''));
  const changed = (source: string): readonly boolean[] =>
    hashes(source).map((hash, index) => hash !== original[index]);

  it('a segment and those that refer to it', () => {
    const edited = model + segments.join('').replace('points > 1', 'points > 2');
    expect(changed(edited)).toEqual([true, true, false]);
  });

  it('everything, when the model changes', () => {
    expect(changed(model.replace('"c"', '"d"') + segments.join(''))).toEqual([true, true, true]);
  });

  it('nothing, when only lines move or comments change', () => {
    const moved = `// What is here.\n\n${model}\n\n${segments.toReversed().join('\n')}`;
    expect(changed(moved)).toEqual([false, false, false]);
  });
});
