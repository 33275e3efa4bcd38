// SEG110x: what people write out of habit from other languages.
import { entry } from '../catalogue-entry.ts';

export const foreign = {
  foreignComment: entry<{ readonly written: string }>({
    code: 'SEG1101',
    slug: 'comment-of-another-language',
    severity: 'error',
    message: ({ written }) => `\`${written}\` begins no comment`,
    help: () => 'A comment begins with `//` and ends with its line.',
  }),
  foreignDate: entry<{ readonly written: string; readonly ambiguous: boolean }>({
    code: 'SEG1102',
    slug: 'date-of-another-form',
    severity: 'error',
    message: ({ written, ambiguous }) =>
      ambiguous ? `\`${written}\` can be two days` : `\`${written}\` is no date`,
    help: () => 'A date is written year, month, day: `2026-01-31`.',
  }),
  foreignNumber: entry<{ readonly written: string }>({
    code: 'SEG1103',
    slug: 'comma-in-a-number',
    severity: 'error',
    message: ({ written }) => `\`${written}\` is no number: a comma begins a new line`,
    help: () => 'Write `1_000` or `1000` for a thousand, and `0.5` for a half.',
  }),
  foreignLike: entry<{ readonly written: string; readonly instead: string | undefined }>({
    code: 'SEG1104',
    slug: 'like',
    severity: 'error',
    message: ({ written, instead }) =>
      instead === undefined
        ? `there is no \`${written}\``
        : `\`${written}\` is written \`${instead}\``,
    help: () =>
      'Text is searched with `contains`, `starts with` and `ends with`, and with `matches` for a regular expression; `%` and `_` mean nothing.',
  }),
  queryWord: entry<{ readonly written: string; readonly help: string }>({
    code: 'SEG1105',
    slug: 'word-of-a-query',
    severity: 'error',
    message: ({ written }) => `\`${written}\` is a word of SQL`,
    help: ({ help }) => help,
  }),
  countOfEverything: entry<{ readonly name: string }>({
    code: 'SEG1106',
    slug: 'aggregate-of-nothing',
    severity: 'error',
    message: ({ name }) => `\`${name}\` does not say of what`,
    help: ({ name }) =>
      name === 'count'
        ? 'Rows are counted of a relation or an event: `count(orders)`, `count(orders in last 30 days)`. There is no `*`.'
        : `Say what to take from which rows: \`${name}(orders.total)\`.`,
  }),
  conditionOutside: entry({
    code: 'SEG1107',
    slug: 'condition-outside-where',
    severity: 'error',
    message: () => "a segment's conditions stand in `where { }`",
    label: () => 'this is no setting',
    help: () =>
      'Settings are written `name: value`, such as `title: "…"`; conditions stand in `where { }`, one per line.',
  }),
} as const;
