// SEG12xx: the syntax of tests and fixtures.
import { alternatives } from '../did-you-mean.ts';
import { entry } from '../catalogue-entry.ts';

type Holder = 'test' | 'fixtures' | 'then';

const holderNames: ReadonlyMap<Holder, string> = new Map([
  ['test', 'a test itself'],
  ['fixtures', 'fixtures'],
  ['then', 'a `then` of a test'],
]);

export const testSyntax = {
  testWithoutTitle: entry({
    code: 'SEG1200',
    slug: 'test-without-title',
    severity: 'error',
    message: () => 'a test begins with what it shows, in double quotes',
    help: () => 'Write `test "quiet customers are in" of win_back { ... }`.',
  }),
  misplacedPart: entry<{
    readonly word: string;
    readonly holder: Holder;
    readonly holders: readonly Holder[];
  }>({
    code: 'SEG1201',
    slug: 'misplaced-part-of-a-test',
    severity: 'error',
    message: ({ word, holder }) =>
      holder === 'fixtures'
        ? `\`${word}\` has no place in fixtures`
        : `\`${word}\` has no place ${holder === 'then' ? 'in a `then`' : 'here'}`,
    help: ({ word, holders }) =>
      `\`${word}\` stands in ${alternatives(holders.map((one) => holderNames.get(one) ?? one))}.`,
  }),
  durationAsTime: entry({
    code: 'SEG1202',
    slug: 'duration-as-time',
    severity: 'error',
    message: () => 'a length of time is no time',
    label: () => 'ago, or from now?',
    help: () =>
      'Write `41 days ago` or `41 days from now`: both are counted from the `now` of the step.',
  }),
  otherExpectation: entry<{ readonly instead: string }>({
    code: 'SEG1203',
    slug: 'expectation-without-colon',
    severity: 'error',
    message: ({ instead }) => `an expectation is written \`${instead}\``,
    help: () =>
      'First what is expected - `in:`, `out:`, `entered:` or `left:` -, then names of objects with commas between them, or `none`.',
  }),
  caseWithoutVerdict: entry<{ readonly name: string }>({
    code: 'SEG1204',
    slug: 'case-without-verdict',
    severity: 'error',
    message: ({ name }) => `case \`${name}\` does not say whether the object is in or out`,
    help: () => 'End the line with `, in` or `, out`.',
  }),
  otherNothing: entry<{ readonly written: string }>({
    code: 'SEG1205',
    slug: 'missing-value-of-other-languages',
    severity: 'error',
    message: ({ written }) => `\`${written}\` is written \`missing\``,
    help: () => 'A field that can be missing may also be left out.',
  }),
  conditionAsValue: entry({
    code: 'SEG1206',
    slug: 'condition-as-value',
    severity: 'error',
    message: () => 'a field of a test has one value, not a condition',
    help: () => 'Say what is stored: `last_visit_at: 41 days ago`, `total: 801 USD`.',
  }),
  rowsWithoutStar: entry<{ readonly count: string }>({
    code: 'SEG1207',
    slug: 'rows-without-star',
    severity: 'error',
    message: ({ count }) => `several rows are written \`${count} * { ... }\``,
  }),
} as const;
