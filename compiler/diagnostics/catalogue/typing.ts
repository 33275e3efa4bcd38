// SEG30xx and SEG31xx: expressions whose types do not fit. What declarations get wrong is in declarations.ts.
import { entry } from '../catalogue-entry.ts';

export const typing = {
  notComparable: entry<{ left: string; right: string; help: string | undefined }>({
    code: 'SEG3001',
    slug: 'not-comparable',
    severity: 'error',
    message: ({ left, right }) => `cannot compare ${left} with ${right}`,
    help: ({ help }) => help,
  }),
  differentCurrencies: entry<{ left: string; right: string }>({
    code: 'SEG3002',
    slug: 'different-currencies',
    severity: 'error',
    message: ({ left, right }) => `cannot compare ${left} with ${right}: the currencies differ`,
    help: () => 'Amounts are never converted. Compare amounts of one currency.',
  }),
  moneyAndNumber: entry<{ money: string; number: string }>({
    code: 'SEG3003',
    slug: 'money-and-number',
    severity: 'error',
    message: ({ money, number }) => `cannot compare ${money} with ${number}, which has no currency`,
    help: () => 'An amount of money is a number with its currency.',
  }),
  dateAndTimestamp: entry<{ left: string; right: string }>({
    code: 'SEG3004',
    slug: 'date-and-timestamp',
    severity: 'error',
    message: ({ left, right }) => `cannot compare ${left} with ${right}`,
    help: () =>
      'A date is a whole day, a timestamp an instant: write `on`, `before`, `after` or `since` with a date, or compare the day with `date(…)`.',
  }),
  noOrder: entry<{ operator: string; found: string }>({
    code: 'SEG3005',
    slug: 'no-order',
    severity: 'error',
    message: ({ operator, found }) => `${found} has no order, so \`${operator}\` means nothing`,
    help: () =>
      'Only numbers, amounts, dates, timestamps and versions have an order; ask for values with `=` or `in [ … ]`.',
  }),
  badOperands: entry<{ operator: string; left: string; right: string; help: string | undefined }>({
    code: 'SEG3006',
    slug: 'bad-operands',
    severity: 'error',
    message: ({ operator, left, right }) => `cannot compute ${left} ${operator} ${right}`,
    help: ({ help }) => help,
  }),
  timeDifference: entry({
    code: 'SEG3007',
    slug: 'time-difference',
    severity: 'error',
    message: () => 'times cannot be subtracted from each other',
    help: () =>
      'Write `days_between(start, end)`, `days_since(start)`, or a condition such as `start more than 40 days ago`.',
  }),
  noMinus: entry<{ found: string }>({
    code: 'SEG3008',
    slug: 'no-minus',
    severity: 'error',
    message: ({ found }) => `a minus needs a number or an amount of money, not ${found}`,
  }),
  notACondition: entry<{ found: string; help: string }>({
    code: 'SEG3009',
    slug: 'not-a-condition',
    severity: 'error',
    message: ({ found }) => `expected a condition, found a value of type ${found}`,
    help: ({ help }) => help,
  }),
  notAValue: entry({
    code: 'SEG3010',
    slug: 'not-a-value',
    severity: 'error',
    message: () => 'expected a value, found a condition',
    help: () =>
      'A condition is true or false and stands on a line of its own. Name one as a segment, and ask `in segment …`; as a value it is `case { … }` with `when <condition> then true` and `else false`.',
  }),
  negationOnNullable: entry<{ what: string }>({
    code: 'SEG3011',
    slug: 'negation-on-nullable',
    severity: 'error',
    message: ({ what }) => `${what} can be missing: say what a missing value means here`,
    label: () => 'neither in nor out',
  }),
  notText: entry<{ operator: string; found: string; help?: string | undefined }>({
    code: 'SEG3012',
    slug: 'not-text',
    severity: 'error',
    message: ({ operator, found }) => `\`${operator}\` needs text, found ${found}`,
    help: ({ help }) => help,
  }),
  notAnArray: entry<{ found: string }>({
    code: 'SEG3013',
    slug: 'not-an-array',
    severity: 'error',
    message: ({ found }) => `\`has\` after a value needs an array, found ${found}`,
    help: () => 'For a single value write `= "x"` or `in ["x", "y"]`; for text, `contains "x"`.',
  }),
  badPattern: entry<{ problem: string }>({
    code: 'SEG3014',
    slug: 'bad-pattern',
    severity: 'error',
    message: ({ problem }) => `the pattern ${problem}`,
    help: ({ problem }) =>
      problem === 'has flags'
        ? 'Leave the flags out; `ignoring case` behind the pattern folds both sides.'
        : 'Patterns are regular expressions that every warehouse runs: no look-around, no back-references. Often `contains`, `starts with` or `ends with` is enough.',
  }),
  notATime: entry<{ found: string }>({
    code: 'SEG3015',
    slug: 'not-a-time',
    severity: 'error',
    message: ({ found }) => `expected a date or a timestamp, found ${found}`,
    help: ({ found }) =>
      found === 'duration'
        ? 'A length of time up to now is written `in last 30 days`, a moment `now - 30 days`.'
        : undefined,
  }),
  noTime: entry<{ of: string; by: boolean }>({
    code: 'SEG3016',
    slug: 'no-time',
    severity: 'error',
    message: ({ of }) => `${of} has no default time`,
    help: ({ by }) =>
      by
        ? 'Mark one of its attributes with `@time` in the model, or name one here with `by`: `in last 30 days by shipped_at`.'
        : 'Mark one of its attributes with `@time` in the model: steps are put in order by it.',
  }),
  unitTooShort: entry<{ unit: string }>({
    code: 'SEG3017',
    slug: 'unit-too-short',
    severity: 'error',
    message: ({ unit }) => `a date is a whole day; ${unit}s say nothing about it`,
    help: () => 'Use days, weeks, months, quarters or years.',
  }),
  fullUnit: entry<{ unit: string }>({
    code: 'SEG3018',
    slug: 'full-unit',
    severity: 'error',
    message: ({ unit }) =>
      `\`full\` windows are made of whole days or longer units, not of ${unit}s`,
    help: () => 'Use full days, weeks, months, quarters or years, or leave `full` out.',
  }),
  badAmount: entry<{ what: string; found: string }>({
    code: 'SEG3019',
    slug: 'bad-amount',
    severity: 'error',
    message: ({ what, found }) => `expected a ${what}; found ${found}`,
  }),
  notConstant: entry<{ what: string }>({
    code: 'SEG3020',
    slug: 'not-constant',
    severity: 'error',
    message: ({ what }) => `a ${what} must be the same for every object`,
    help: () => 'Use a literal, `now`, `today` or a parameter.',
  }),
  throughInstant: entry({
    code: 'SEG3021',
    slug: 'through-instant',
    severity: 'error',
    message: () => '`through` needs a day, not an instant',
    help: () => 'Write `until` with an instant, or `through` with a date.',
  }),
  onInstant: entry<{ isNow: boolean }>({
    code: 'SEG3022',
    slug: 'on-instant',
    severity: 'error',
    message: () => '`on` needs a day, not an instant',
    help: ({ isNow }) => (isNow ? 'Write `on today`.' : 'Write a date, as in `on 2025-11-01`.'),
  }),
  instantAgainstDate: entry({
    code: 'SEG3023',
    slug: 'instant-against-date',
    severity: 'error',
    message: () => 'a date cannot be placed against an instant',
    help: () => 'Write a date, `today` or `now`; or turn the instant into its day with `date(…)`.',
  }),
  manyRowsAsValue: entry<{ name: string; to: string; verb: string }>({
    code: 'SEG3025',
    slug: 'many-rows',
    severity: 'error',
    message: ({ name, to }) => `\`${name}\` holds many rows of ${to}, where one is needed`,
    help: ({ name, verb }) =>
      verb === 'did'
        ? `Ask for one with \`did ${name} where …\`, or aggregate: \`count(${name})\`, \`last(${name}.…)\`.`
        : `Ask for one with \`has ${name} where …\`, or aggregate: \`count(${name})\`, \`sum(${name}.…)\`.`,
  }),
  rowsExpected: entry<{ verb: string; name: string; type: string }>({
    code: 'SEG3026',
    slug: 'rows-expected',
    severity: 'error',
    message: ({ verb, name, type }) =>
      `\`${verb}\` needs related rows, but \`${name}\` is a value of type ${type}`,
    help: ({ name }) => `Compare it: \`${name} = …\`, or put it into the collection's \`where\`.`,
  }),
  rowExpected: entry<{ name: string; type: string }>({
    code: 'SEG3027',
    slug: 'row-expected',
    severity: 'error',
    message: ({ name, type }) =>
      `expected an object here, but \`${name}\` is a value of type ${type}`,
  }),
  noCollection: entry<{ name: string; found: string; help: string }>({
    code: 'SEG3028',
    slug: 'no-collection',
    severity: 'error',
    message: ({ name, found }) => `\`${name}\` needs many rows, but \`${found}\` is one`,
    help: ({ help }) => help,
  }),
  countOfValues: entry<{ path: string }>({
    code: 'SEG3029',
    slug: 'count-of-values',
    severity: 'error',
    message: ({ path }) => `\`count\` counts rows, but \`${path}\` goes on to a value`,
    help: ({ path }) =>
      `Write \`count(${path.split('.').slice(0, -1).join('.')})\` for the number of rows, or \`count distinct(${path})\` for the number of different values.`,
  }),
  attributeExpected: entry<{ name: string; of: string }>({
    code: 'SEG3030',
    slug: 'attribute-expected',
    severity: 'error',
    message: ({ name, of }) => `\`${name}\` needs an attribute of ${of}, found its rows`,
    help: ({ name }) => `Say what to take from each row: \`${name}(orders.total)\`.`,
  }),
  cannotAggregate: entry<{ name: string; expected: string; found: string }>({
    code: 'SEG3031',
    slug: 'cannot-aggregate',
    severity: 'error',
    message: ({ name, expected, found }) => `\`${name}\` needs ${expected}, found ${found}`,
  }),
  wrongVerb: entry<{ name: string; written: string; right: string }>({
    code: 'SEG3032',
    slug: 'wrong-verb',
    severity: 'error',
    message: ({ name, written, right }) =>
      right === 'did'
        ? `\`${name}\` is an event: \`${written}\` is for related objects`
        : `\`${name}\` is an object: \`${written}\` is for events`,
    help: ({ right }) => `Write \`${right}\`.`,
  }),
  argumentCount: entry<{ name: string; found: number; usage: string }>({
    code: 'SEG3033',
    slug: 'argument-count',
    severity: 'error',
    message: ({ name, found, usage }) =>
      `\`${name}\` is used with ${found} ${found === 1 ? 'argument' : 'arguments'}, it is \`${usage}\``,
  }),
  argumentType: entry<{ usage: string; expected: string; found: string }>({
    code: 'SEG3034',
    slug: 'argument-type',
    severity: 'error',
    message: ({ usage, expected, found }) => `\`${usage}\` needs ${expected} here, found ${found}`,
  }),
  unlikeArguments: entry<{ first: string; second: string }>({
    code: 'SEG3035',
    slug: 'unlike-arguments',
    severity: 'error',
    message: ({ first, second }) => `arguments must be alike, found ${first} and ${second}`,
  }),
  segmentOfOther: entry<{ segment: string; of: string; found: string }>({
    code: 'SEG3036',
    slug: 'segment-of-another-object',
    severity: 'error',
    message: ({ segment, of, found }) => `\`${segment}\` is a segment of ${of}, this is a ${found}`,
    help: ({ of }) =>
      `Go to the ${of} first: \`${of} in segment …\`, or \`has … where … in segment …\`.`,
  }),
  unnamedArgument: entry<{ segment: string; parameters: readonly string[] }>({
    code: 'SEG3037',
    slug: 'unnamed-argument',
    severity: 'error',
    message: () => 'arguments of a segment are given by name',
    help: ({ segment, parameters }) =>
      parameters.length === 0
        ? `\`${segment}\` takes no arguments.`
        : `Write \`in segment ${segment}(${parameters.map((name) => `${name}: …`).join(', ')})\`.`,
  }),
  argumentForgotten: entry<{ segment: string; names: readonly string[] }>({
    code: 'SEG3038',
    slug: 'argument-forgotten',
    severity: 'error',
    message: ({ segment, names }) =>
      `\`${segment}\` needs ${names.map((name) => `\`${name}\``).join(', ')}`,
    help: ({ segment, names }) =>
      `Write \`in segment ${segment}(${names.map((name) => `${name.split(':')[0] ?? ''}: …`).join(', ')})\`.`,
  }),
  wrongArgument: entry<{ name: string; expected: string; found: string }>({
    code: 'SEG3039',
    slug: 'wrong-argument',
    severity: 'error',
    message: ({ name, expected, found }) => `\`${name}\` is ${expected}, found ${found}`,
  }),
  onlyOwnColumns: entry<{ name: string }>({
    code: 'SEG3040',
    slug: 'only-own-columns',
    severity: 'error',
    message: ({ name }) =>
      `${name.includes(' ') ? name : `\`${name}\``} cannot stand here: only columns of the declaration's own table`,
    help: () =>
      'In `@where` and `@deleted` compare columns with literals, as in `event = "site_visited"`, `quantity > 0`, `deleted_at is missing`.',
  }),
  noKey: entry<{ of: string }>({
    code: 'SEG3041',
    slug: 'no-key',
    severity: 'error',
    message: ({ of }) => `${of} is not an object and has no key`,
    help: () => 'Use `count(…)` for the number of rows, or name one of its attributes.',
  }),
  impossibleLiteral: entry<{ what: string; problem: string }>({
    code: 'SEG3024',
    slug: 'impossible-literal',
    severity: 'error',
    message: ({ what, problem }) => (problem.startsWith('`') ? problem : `the ${what} ${problem}`),
  }),
  unlikeCases: entry<{ problem: string }>({
    code: 'SEG3056',
    slug: 'unlike-cases',
    severity: 'error',
    message: ({ problem }) => `a \`case\` ${problem}`,
    help: () =>
      'Give one kind of single value in every `then` and in `else`; leave `else` out for a missing one.',
  }),
  badVersion: entry<{ found: string }>({
    code: 'SEG3080',
    slug: 'bad-version',
    severity: 'error',
    message: ({ found }) => `"${found}" is not a version`,
    help: () =>
      'A version is one to four numbers with dots between them, with a pre-release after `-` if it has one: "4.2.52", "5.0.0-beta.1".',
  }),
  notAPlace: entry<{ found: string }>({
    code: 'SEG3081',
    slug: 'not-a-place',
    severity: 'error',
    message: ({ found }) => `${found} is not a place`,
    help: () =>
      'Distances are between places: attributes of type `geo`, or `geo(52.23, 21.01)` with latitude and longitude in degrees.',
  }),
  impossiblePlace: entry<{ what: string; found: string; limit: string }>({
    code: 'SEG3082',
    slug: 'impossible-place',
    severity: 'error',
    message: ({ what, found, limit }) =>
      `a ${what} of ${found} is outside -${limit} to ${limit} degrees`,
    help: () => 'Latitude comes first, then longitude: `geo(52.23, 21.01)`.',
  }),
  badDistance: entry<{ found: string; suggestion: string | undefined }>({
    code: 'SEG3083',
    slug: 'bad-distance',
    severity: 'error',
    message: ({ found }) => `\`${found}\` is not a unit of length`,
    help: ({ suggestion }) =>
      suggestion ??
      'Distances are in `km`, `m` or `mi`, as in `within 25 km of geo(52.23, 21.01)`.',
  }),
} as const;
