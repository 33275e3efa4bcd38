// Serves faults-of-counts.ts: other words for counts, periods and first times, and the words of the language.

/** `cut` in either expression is what `instead` replaces. */
export interface Wording {
  readonly before: RegExp;
  readonly after: RegExp;
  readonly instead: (cut: string) => string;
  readonly why: string;
  /** True when something else may have been meant. */
  readonly guess?: boolean;
}

export const unit = '(?:hour|day|week|month|quarter|year)s?';
const distinct = '(?:distinct|different|separate|unique)';
export const amount = String.raw`(?:(?:at least|at most|more than|less than|exactly) )?(?:\d\S*|\$\w+)`;
const onPeriods = 'The periods that rows fall on are counted with `on`; `times` counts the rows.';
const once = 'A period counts once, however many rows fall on it.';
const streak = 'Periods without a gap are `consecutive`.';
const firstTime = 'It says that the earliest of all matching rows lies in the window.';

export const wordings: readonly Wording[] = [
  {
    before: new RegExp(`on ${amount}$`),
    after: new RegExp(`^(?<cut>${distinct} ${unit})(?: |$)`),
    instead: withoutDistinct,
    why: once,
  },
  {
    before: new RegExp(`on ${amount} (?<cut>${unit})$`),
    after: /^(?<cut>consecutive)(?: |$)/,
    instead: consecutive,
    why: '`consecutive` stands before the unit.',
  },
  {
    before: new RegExp(`on ${amount} (?<cut>${unit} in)$`),
    after: /^(?<cut>a row)(?: |$)/,
    instead: consecutive,
    why: streak,
  },
  {
    before: new RegExp(`^did .*? (?<cut>${amount})$`),
    after: new RegExp(`^(?<cut>${unit} in a row|consecutive ${unit})(?: |$)`),
    instead: (cut) => `on ${consecutive(cut)}`,
    why: onPeriods,
  },
  {
    before: new RegExp(`^did .*? (?<cut>${amount})$`),
    after: new RegExp(`^(?<cut>(?:${distinct} )?${unit})(?: |$)`),
    instead: (cut) => `on ${withoutDistinct(cut)}`,
    why: onPeriods,
  },
  {
    before: /(?<cut>count)$/,
    after: new RegExp(`^(?<cut>${distinct} ${unit}) \\(`),
    instead: withoutDistinct,
    why: once,
  },
  {
    before: /count$/,
    after: /^(?<cut>unique|different|separate) \(/,
    instead: () => 'distinct',
    why: 'Different values are counted with `count distinct(…)`.',
  },
  {
    before: /(?<cut>count|longest)$/,
    after: /^(?<cut>consecutive|streak) \(/,
    instead: () => 'count consecutive days',
    why: 'It is the longest run of days, or of another unit, without a gap.',
  },
  {
    before: /(?<cut>for)$/,
    after: /^(?<cut>(?:their |its )?(?:very )?first times?)(?: |$)/,
    instead: () => 'for the first time',
    why: firstTime,
  },
  {
    before: /^(?:did|has) (?:not )?\S+(?: \. \S+)*$/,
    after: /^(?<cut>(?:the )?first times?)(?: |$)/,
    instead: () => 'for the first time',
    why: firstTime,
  },
  {
    before: /^(?:did|has) .*\S$/,
    after: new RegExp(String.raw`^(?<cut>within (?:the last )?\d+ ${unit})(?: |$)`),
    instead: (cut) => `in last ${cut.trim().split(' ').slice(-2).join(' ')}`,
    why: 'A window up to now is `in last …`; for another time, compare in `where`.',
    guess: true,
  },
  {
    before: new RegExp(`on ${amount}$`),
    after: new RegExp(`^(?<cut>(?:out )?of (?:the )?(?:last |previous )?\\d+ ${unit})(?: |$)`),
    instead: (cut) => cut.replace(/^.* (\d+) (\w+)$/, '$2 in previous $1 $2'),
    why: 'The periods are counted first; the window says which ones.',
    guess: true,
  },
  {
    before: /(?<cut>\d+)$/,
    after: /^(?<cut>or (?:more|less|fewer))(?: |$)/,
    instead: (cut) => `${cut.endsWith('more') ? 'at least' : 'at most'} ${cut.split(' ')[0] ?? ''}`,
    why: 'The word stands before the number.',
  },
  {
    before: /^did (?:not )?\S+(?: \. \S+)*$/,
    after: /^(?<cut>twice)(?: |$)/,
    instead: () => 'exactly 2 times',
    why: 'Only `once` is a word of its own.',
  },
  {
    before: /^(?<cut>never)$/,
    after: /^(?<cut>\w+(?: \. \w+)*)(?: |$)/,
    instead: (cut) => cut.replace('never', 'did not').replaceAll(' . ', '.'),
    why: 'For related objects it is `has no …`.',
  },
  {
    before: /^(?<cut>did \S+(?: \. \S+)*)$/,
    after: /^(?<cut>never)(?: |$)/,
    instead: (cut) => cut.replace(/^did (.*) never$/, 'did not $1').replaceAll(' . ', '.'),
    why: 'The negation follows `did`.',
  },
  {
    before: /^(?:did|has) .*\S$/,
    after: new RegExp(`^(?<cut>(?:this|last|previous) ${unit})(?: |$)`),
    instead: (cut) => `in ${cut.replace('last', 'previous')}`,
    why: 'A window begins with `in`.',
    guess: true,
  },
  {
    before: /(?<cut>any)$/,
    after: /^(?<cut>\d+) of \{/,
    instead: (cut) => cut.replace('any', 'at least'),
    why: 'Say how many conditions must hold: `at least`, `more than`, `less than`, `at most` or `exactly`.',
  },
  {
    before: /(?<cut>count|number)$/,
    after: /^(?<cut>of \w+(?: \. \w+)*)(?: |$)/,
    instead: (cut) => `count(${cut.replace(/^\w+ of /, '').replaceAll(' ', '')})`,
    why: 'A value over related rows takes them in parentheses, with their window and `where`.',
  },
  {
    before: /(?<cut>on)$/,
    after: /^(?<cut>\d{4}-\d\d-\d\d)(?: |$)/,
    instead: (cut) => cut.replace(/^on (\S+)$/, 'from $1 through $1'),
    why: 'Behind a collection, `on` says on how many days; a window names the day.',
  },
];

/** `3 days in a row`, `days consecutive` → `3 consecutive days`, `consecutive days` */
function consecutive(cut: string): string {
  const words = cut.replace(/ in a row$/, '').replace(/ ?consecutive/, '');
  return words.replace(/(\S+)$/, 'consecutive $1');
}

function withoutDistinct(cut: string): string {
  return cut.replace(/(?:distinct|different|separate|unique) /, '');
}

export const aggregate: string = String.raw`(?:(?:count|sum|avg|min|max|median|mode|first|last)|count (?:distinct|(?:consecutive )?${unit}))`;
