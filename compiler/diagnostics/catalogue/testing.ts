// SEG61xx and SEG71xx: what `segform test` finds about its arguments, fixture files and tests.
import { entry } from '../catalogue-entry.ts';
import { list } from './operations-wording.ts';

export const testing = {
  repeatedFixtureKey: entry<{ readonly object: string; readonly keys: readonly string[] }>({
    code: 'SEG7102',
    slug: 'repeated-fixture-key',
    severity: 'error',
    message: ({ object, keys }) =>
      `the test has more than one \`${object}\` with the key ${list(keys)}`,
    help: () =>
      'A key is unique in a warehouse, and a refresh refuses tables where it is not. Give the objects other keys.',
  }),
} as const;
