// SEG107x, SEG312x and SEG402x: counting rows and periods, first times and expressions over rows.
import { entry } from '../catalogue-entry.ts';

export const periods = {
  otherWording: entry<{ written: string; instead: string; why: string }>({
    code: 'SEG1070',
    slug: 'other-wording',
    severity: 'error',
    message: ({ written, instead }) => {
      if (written === '') return `\`${instead}\` is missing here`;
      return instead === ''
        ? `\`${written}\` does not belong here`
        : `\`${written}\` is written \`${instead}\``;
    },
    help: ({ why }) => why,
  }),
  outsideParentheses: entry<{ what: string }>({
    code: 'SEG1071',
    slug: 'outside-parentheses',
    severity: 'error',
    message: ({ what }) => `${what} of an aggregate stands inside its parentheses`,
    help: () => 'As in `count(orders in last 30 days where total > 10 USD) > 3`.',
  }),
  windowBehindWhere: entry({
    code: 'SEG1078',
    slug: 'window-behind-where',
    severity: 'error',
    message: () => 'the window stands before `where`',
    label: () => 'everything behind `where` is of the rows',
    help: () => 'As in `did order_placed at least 3 times in last 30 days where total > 50 USD`.',
  }),
  orderOfEvents: entry<{ first: string; second: string }>({
    code: 'SEG1079',
    slug: 'order-of-events',
    severity: 'error',
    message: () => 'what happens in order is a sequence',
    help: ({ first, second }) =>
      `Write \`did sequence { ${first} then ${second} within 1 day }\`, or each step on a line of its own.`,
  }),
  expressionBehindPath: entry<{ name: string; rows: string; value: string; operator: string }>({
    code: 'SEG1072',
    slug: 'expression-behind-path',
    severity: 'error',
    message: ({ name }) => `\`${name}\` takes a path, or an expression of each row and then \`of\``,
    help: ({ name, rows, value, operator }) =>
      `Write the expression first: \`${name}(${value} ${operator} … of ${rows})\`. Names in it are of a row.`,
  }),
  perPeriod: entry<{ unit: string }>({
    code: 'SEG1073',
    slug: 'per-period',
    severity: 'error',
    message: () => 'how much there is in each period is said with `having`',
    help: ({ unit }) =>
      `Say in how many ${unit} it must be so: \`on at least 4 ${unit} in last 90 days having count >= 3\`, or as a value \`count ${unit}(… having count >= 3) >= 4\`.`,
  }),
  everyPeriod: entry<{ unit: string }>({
    code: 'SEG1076',
    slug: 'every-period',
    severity: 'error',
    message: ({ unit }) => `all ${unit} of a window are a number of ${unit}`,
    help: () =>
      'As in `on 7 days in last 7 full days` and `on 4 weeks in previous 4 weeks`; without a gap, `on at least 7 consecutive days`.',
  }),
  otherTime: entry<{ name: string; none: string }>({
    code: 'SEG1077',
    slug: 'other-time',
    severity: 'error',
    message: () => 'only `for the first time` has words of its own',
    help: ({ name, none }) =>
      `For the last time compare a value, as in \`max(${name}.at) more than 30 days ago\`, or write \`${none} in last 30 days\`; for how often, \`exactly 2 times\`.`,
  }),
  missingVerb: entry<{ name: string }>({
    code: 'SEG1074',
    slug: 'missing-verb',
    severity: 'error',
    message: ({ name }) => `\`${name} on …\` counts periods without a verb`,
    help: ({ name }) =>
      `Write \`did ${name} on …\` for an event, \`has ${name} on …\` for related objects.`,
  }),
  havingForm: entry<{ problem: 'one' | 'last' | 'count' }>({
    code: 'SEG1075',
    slug: 'having-form',
    severity: 'error',
    message: ({ problem }) =>
      problem === 'last'
        ? '`having` stands behind the window and `where`'
        : 'behind `having` stands one comparison',
    help: ({ problem }) =>
      problem === 'one'
        ? 'Compare one value, as in `having sum(total) >= 100 USD`; for two, count the periods of each, or let `where` decide which rows count.'
        : problem === 'count'
          ? 'Say what is compared: `having count >= 3`, `having sum(total) >= 100 USD`.'
          : 'Write `… in last 90 days where status = "paid" having count >= 3`.',
  }),
  havingWithoutPeriods: entry({
    code: 'SEG3120',
    slug: 'having-without-periods',
    severity: 'error',
    message: () => '`having` compares the rows of one period, and nothing here counts periods',
    help: () =>
      'Count periods, as in `count weeks(… having count >= 3)` or `on at least 3 weeks … having count >= 3`. What each row must satisfy belongs into `where`; all rows together are compared as a value, as in `sum(orders.total) >= 100 USD`.',
  }),
  noPeriod: entry<{ unit: string }>({
    code: 'SEG3121',
    slug: 'no-period',
    severity: 'error',
    message: ({ unit }) => `${unit}s are not counted as periods`,
    help: () => 'Count hours, days, weeks, months, quarters or years.',
  }),
  badHaving: entry<{ name: string; help: string }>({
    code: 'SEG3122',
    slug: 'bad-having',
    severity: 'error',
    message: ({ name }) => `\`having\` cannot compare \`${name}\` as written`,
    help: ({ help }) => help,
  }),
  countOfExpression: entry<{ rows: string }>({
    code: 'SEG3123',
    slug: 'count-of-expression',
    severity: 'error',
    message: () => '`count` counts rows, whatever their values are',
    help: ({ rows }) =>
      `Write \`count(${rows})\` for the number of rows, or \`count distinct(… of ${rows})\` for the number of different values.`,
  }),
  firstTimeEver: entry<{ verb: string; name: string }>({
    code: 'SEG4020',
    slug: 'first-time-ever',
    severity: 'warning',
    message: () => '`for the first time` says nothing here: whatever happened had a first time',
    help: ({ verb, name }) =>
      `Say when the first time must have been, as in \`in last 14 days\`, or write \`${verb} ${name}\`.`,
  }),
} as const;
