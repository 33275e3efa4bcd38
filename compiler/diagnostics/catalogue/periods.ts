// SEG312x and SEG402x: counting periods, first times and expressions over rows.
import { entry } from '../catalogue-entry.ts';

export const periods = {
  havingWithoutPeriods: entry({
    code: 'SEG3120',
    slug: 'having-without-periods',
    severity: 'error',
    message: () => '`having` compares the rows of one period, and nothing here counts periods',
    help: () =>
      'Count periods, as in `count weeks(… having count >= 3)` or `on at least 3 weeks … having count >= 3`. What each row must satisfy belongs into `where`.',
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
