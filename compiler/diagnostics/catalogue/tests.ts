// SEG45xx: the meaning of tests and fixtures.
import { listed } from '../did-you-mean.ts';
import { entry } from '../catalogue-entry.ts';

export const tests = {
  testWithoutNow: entry({
    code: 'SEG4500',
    slug: 'test-without-now',
    severity: 'error',
    message: () => 'a test needs an instant at which it happens',
    help: () =>
      'Write `now: 2025-11-01T09:00:00Z` as its first line; times such as `41 days ago` are counted from there.',
  }),
  testGivenTwice: entry<{ readonly title: string; readonly segment: string }>({
    code: 'SEG4501',
    slug: 'test-given-twice',
    severity: 'error',
    message: ({ title, segment }) => `\`${segment}\` has two tests called "${title}"`,
    help: () => 'Reports name a test by its segment and its text. Say what this one shows.',
  }),
  unknownFixtures: entry<{ readonly name: string; readonly help: string | undefined }>({
    code: 'SEG4502',
    slug: 'unknown-fixtures',
    severity: 'error',
    message: ({ name }) => `there are no fixtures \`${name}\``,
    help: ({ help, name }) => help ?? `Declare them: \`fixtures ${name} { ... }\`.`,
  }),
  fixturesCycle: entry<{ readonly cycle: readonly string[] }>({
    code: 'SEG4503',
    slug: 'fixtures-cycle',
    severity: 'error',
    message: ({ cycle }) =>
      cycle.length === 2
        ? `fixtures \`${cycle[0] ?? ''}\` use themselves`
        : `fixtures use each other in a circle: ${cycle.join(' → ')}`,
    help: () => 'Move what both need into fixtures of their own.',
  }),
  unusedFixtures: entry<{ readonly name: string }>({
    code: 'SEG4504',
    slug: 'unused-fixtures',
    severity: 'warning',
    message: ({ name }) => `no test uses the fixtures \`${name}\``,
    help: ({ name }) => `Write \`use ${name}\` in a test, or remove them.`,
  }),
  unknownGiven: entry<{ readonly name: string; readonly help: string | undefined }>({
    code: 'SEG4505',
    slug: 'unknown-object-of-a-test',
    severity: 'error',
    message: ({ name }) => `the test has no object called \`${name}\``,
    help: ({ help }) =>
      help ?? 'Objects are named where they are given: `given contact ada { ... }`.',
  }),
  nameTwice: entry<{ readonly name: string; readonly help: string }>({
    code: 'SEG4506',
    slug: 'object-given-twice',
    severity: 'error',
    message: ({ name }) => `two objects of the test are called \`${name}\``,
    help: ({ help }) => help,
  }),
  otherObject: entry<{ readonly name: string; readonly found: string; readonly needs: string }>({
    code: 'SEG4507',
    slug: 'object-of-another-type',
    severity: 'error',
    message: ({ name, found, needs }) => `\`${name}\` is a ${found}; this needs a ${needs}`,
  }),
  requiredUnsaid: entry<{ readonly what: string; readonly fields: readonly string[] }>({
    code: 'SEG4508',
    slug: 'required-field-unsaid',
    severity: 'error',
    message: ({ what, fields }) =>
      `${what} does not say ${listed(fields)}, which the segment reads and the model never leaves out`,
    help: ({ fields }) =>
      `Give ${fields.length === 1 ? 'it a value' : 'them values'} here; or once in the model, for every test that does not care: \`@example(...)\` on the field.`,
  }),
  cannotBeGiven: entry<{ readonly field: string; readonly why: string; readonly help: string }>({
    code: 'SEG4509',
    slug: 'field-cannot-be-given',
    severity: 'error',
    message: ({ field, why }) => `\`${field}\` cannot be given: ${why}`,
    help: ({ help }) => help,
  }),
  wrongShape: entry<{ readonly field: string; readonly needs: string; readonly help: string }>({
    code: 'SEG4510',
    slug: 'wrong-kind-of-value',
    severity: 'error',
    message: ({ field, needs }) => `\`${field}\` takes ${needs}`,
    help: ({ help }) => help,
  }),
  wrongValue: entry<{ readonly field: string; readonly expected: string; readonly found: string }>({
    code: 'SEG4511',
    slug: 'value-of-another-type',
    severity: 'error',
    message: ({ field, expected, found }) => `\`${field}\` is ${expected}, and this is ${found}`,
  }),
  stepNotLater: entry<{ readonly at: string; readonly before: string }>({
    code: 'SEG4512',
    slug: 'step-not-later',
    severity: 'error',
    message: ({ at, before }) => `this step is at ${at}, which is not after ${before}`,
    help: () => 'Each `then` is later than what stands before it. Put the steps into their order.',
  }),
  badHistory: entry<{ readonly problem: string; readonly help: string }>({
    code: 'SEG4513',
    slug: 'impossible-history',
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ help }) => help,
  }),
  likeCycle: entry<{ readonly cycle: readonly string[] }>({
    code: 'SEG4514',
    slug: 'copies-in-a-circle',
    severity: 'error',
    message: ({ cycle }) =>
      cycle.length === 2
        ? `\`${cycle[0] ?? ''}\` is a copy of itself`
        : `objects are copies of each other in a circle: ${cycle.join(' → ')}`,
    help: () => 'One of them must say its fields itself.',
  }),
  keyTwice: entry<{ readonly object: string; readonly key: string }>({
    code: 'SEG4515',
    slug: 'two-objects-with-one-key',
    severity: 'error',
    message: ({ object, key }) => `two objects of type ${object} have the key "${key}"`,
    help: () => 'Leave the key out, and each object has one of its own.',
  }),
  conflictingValues: entry<{ readonly column: string; readonly help: string }>({
    code: 'SEG4516',
    slug: 'two-values-for-one-column',
    severity: 'error',
    message: ({ column }) => `the column \`${column}\` is given two values`,
    help: ({ help }) => help,
  }),
  badTime: entry<{ readonly problem: string; readonly help: string }>({
    code: 'SEG4517',
    slug: 'impossible-time-of-a-test',
    severity: 'error',
    message: ({ problem }) => problem,
    help: ({ help }) => help,
  }),
  unlistedFile: entry<{ readonly path: string; readonly help: string | undefined }>({
    code: 'SEG4518',
    slug: 'unlisted-fixture-file',
    severity: 'error',
    message: ({ path }) => `\`${path}\` is not among the fixture files of the project`,
    help: ({ help }) =>
      help ??
      'A test reads only files that segform.yaml lists under `fixtures:`; paths are relative to the project.',
  }),
  badFile: entry<{
    readonly path: string;
    readonly problem: string;
    readonly more: readonly string[];
  }>({
    code: 'SEG4519',
    slug: 'faulty-fixture-file',
    severity: 'error',
    message: ({ path, problem }) => `\`${path}\`, ${problem}`,
    help: ({ more }) => (more.length === 0 ? undefined : `Also ${more.join('; ')}.`),
  }),
  expectsNothing: entry({
    code: 'SEG4520',
    slug: 'test-expects-nothing',
    severity: 'warning',
    message: () => 'this test expects nothing, so it cannot fail',
    help: () => 'Say who is in and who is not: `expect in: ada`, `expect out: bob`.',
  }),
  bothExpected: entry<{ readonly name: string; readonly one: string; readonly other: string }>({
    code: 'SEG4521',
    slug: 'contradicting-expectations',
    severity: 'error',
    message: ({ name, one, other }) => `\`${name}\` is expected \`${one}\` and \`${other}\``,
    help: () => 'No refresh can do both. Remove one of them, or put them into different steps.',
  }),
  neverMissing: entry<{ readonly field: string }>({
    code: 'SEG4522',
    slug: 'missing-where-never-missing',
    severity: 'error',
    message: ({ field }) => `the model says that \`${field}\` is never missing`,
    help: () =>
      'Give it a value; or declare the field with `?` in the model, when it can be missing.',
  }),
  outsideTable: entry<{ readonly what: string; readonly entity: string }>({
    code: 'SEG4523',
    slug: 'row-outside-of-where',
    severity: 'error',
    message: ({ what, entity }) =>
      `${what} does not satisfy the \`@where\` of ${entity}, so no segment would see it`,
    help: () =>
      'Give the columns that `@where` reads: fields by their names, other columns in double quotes, as in `"kind": "customer"`.',
  }),
  caseValues: entry<{
    readonly name: string;
    readonly found: number;
    readonly columns: readonly string[];
  }>({
    code: 'SEG4524',
    slug: 'values-of-a-case',
    severity: 'error',
    message: ({ name, found, columns }) =>
      `case \`${name}\` has ${found} ${found === 1 ? 'value' : 'values'} for ${columns.length} ${columns.length === 1 ? 'field' : 'fields'}`,
    help: ({ columns }) =>
      columns.length === 0
        ? 'Name the fields behind `cases of …`: `(last_visit_at, country)`.'
        : `In this order: ${listed(columns)}, then \`in\` or \`out\`.`,
  }),
  tooManyRows: entry<{ readonly limit: number; readonly all?: boolean }>({
    code: 'SEG4525',
    slug: 'too-many-rows',
    severity: 'error',
    message: ({ limit, all }) =>
      all === true
        ? `the tests of a project have at most ${limit} rows together`
        : `a test has at most ${limit} rows, in all its steps together`,
    help: () => 'A smaller number shows the same.',
  }),
  bareWord: entry<{ readonly name: string; readonly field: string; readonly help: string }>({
    code: 'SEG4526',
    slug: 'word-as-value',
    severity: 'error',
    message: ({ name, field }) => `\`${name}\` is no value of \`${field}\``,
    help: ({ help }) => help,
  }),
  otherCases: entry<{ readonly name: string; readonly needs: string }>({
    code: 'SEG4528',
    slug: 'cases-of-another-type',
    severity: 'error',
    message: ({ name, needs }) => `cases of ${name} in a test of a segment of ${needs}`,
    help: () => 'A case is in or out, so it is an object of the type that the segment is about.',
  }),
  reservedObjectName: entry<{ readonly name: string }>({
    code: 'SEG4527',
    slug: 'reserved-object-name',
    severity: 'error',
    message: ({ name }) => `no object of a test can be called \`${name}\``,
    help: () => '`expect in: none` says that nobody is in. Choose another name.',
  }),
} as const;
