// SEG61xx and SEG71xx: what `segform test` finds about its arguments, fixture files and tests.
import { entry } from '../catalogue-entry.ts';
import { list, plural } from './operations-wording.ts';

export const testing = {
  noSuchTest: entry<{ readonly pattern: string; readonly suggestion: string | undefined }>({
    code: 'SEG6101',
    slug: 'no-such-test',
    severity: 'error',
    message: ({ pattern }) => `no test matches \`${pattern}\``,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'A pattern is a part of a name, the name of a segment, or a file or folder; `*` stands for any characters.'
        : `Did you mean \`${suggestion}\`?`,
  }),
  fixturesTooLarge: entry<{ readonly what: string }>({
    code: 'SEG6102',
    slug: 'fixtures-too-large',
    severity: 'error',
    message: ({ what }) => what,
    help: () =>
      'Fixtures are read whole before a test starts. Keep the rows that the tests need, or narrow the patterns under `fixtures:` in `segform.yaml`.',
  }),
  unreadableFixture: entry<{ readonly path: string; readonly problem: string }>({
    code: 'SEG6103',
    slug: 'unreadable-fixture',
    severity: 'error',
    message: ({ path, problem }) => `fixture file \`${path}\` cannot be read: ${problem}`,
  }),
  noFixtures: entry<{ readonly pattern: string }>({
    code: 'SEG6104',
    slug: 'no-fixture-files',
    severity: 'error',
    message: ({ pattern }) => `no \`.csv\` or \`.json\` file matches \`${pattern}\``,
    help: () => 'Correct the pattern under `fixtures:` in `segform.yaml`, or remove it.',
  }),
  testsFailed: entry<{ readonly failed: number; readonly errors: number; readonly of: number }>({
    code: 'SEG7101',
    slug: 'tests-failed',
    severity: 'error',
    message: ({ failed, errors, of }) =>
      errors === 0
        ? `${failed} of ${plural(of, 'test')} failed`
        : failed === 0
          ? `${errors} of ${plural(of, 'test')} could not be run`
          : `${failed} of ${plural(of, 'test')} failed, ${errors} could not be run`,
  }),
  repeatedFixtureKey: entry<{ readonly object: string; readonly keys: readonly string[] }>({
    code: 'SEG7102',
    slug: 'repeated-fixture-key',
    severity: 'error',
    message: ({ object, keys }) =>
      `the test has more than one \`${object}\` with the key ${list(keys)}`,
    help: () =>
      'A key is unique in a warehouse, and a refresh refuses tables where it is not. Give the objects other keys.',
  }),
  workerLost: entry<{ readonly problem: string }>({
    code: 'SEG7103',
    slug: 'test-worker-lost',
    severity: 'error',
    message: ({ problem }) => `a worker that runs tests ended early: ${problem}`,
    help: () => 'Run again with `--workers 1`, which shows what happens in one process.',
  }),
} as const;
