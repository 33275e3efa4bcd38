// Part of compiler/syntax: habits of windows and times.
import { type Habit, habit, unit } from './habit.ts';

const window =
  'A window is written `in last 30 days`, `in next 14 days`, `in this month` or `in previous month`.';

const numbers: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  ten: 10,
  twelve: 12,
};

/** In the order in which they are tried. */
export const windowHabits: readonly Habit[] = [
  {
    faultAt: 2,
    ...habit(
      `\\bwhere\\s+(.+?)\\s+(in (?:last|next|this|previous|following)\\b.*|since\\s.*|between .* ago)\\s*$`,
      ([, condition, when]) => `${when ?? ''} where ${condition ?? ''}`,
      'The window comes before `where`.',
    ),
  },
  habit(
    `\\b(?:(?:in|within|during|over|for)\\s+)?(?:the\\s+)?(?:last|past)\\s+(\\d+)\\s+${unit}\\b`,
    ([, amount, name]) => `in last ${amount ?? ''} ${name ?? ''}`,
    window,
  ),
  habit(
    `\\b(?:(?:in|within|during|over|for)\\s+)?(?:the\\s+)?(?:next|coming)\\s+(\\d+)\\s+${unit}\\b`,
    ([, amount, name]) => `in next ${amount ?? ''} ${name ?? ''}`,
    window,
  ),
  habit(
    `\\b(?:(?:in|within|during)\\s+)?(?:the\\s+)?(this|previous|following)\\s+(\\d+\\s+)?${unit}\\b`,
    ([, which, amount, name]) => `in ${which ?? ''} ${amount ?? ''}${name ?? ''}`.toLowerCase(),
    window,
  ),
  habit(
    `\\b(one|two|three|four|five|six|seven|ten|twelve)\\s+${unit}\\b`,
    ([, word = '', name]) => `${String(numbers[word.toLowerCase()] ?? '')} ${name ?? ''}`,
    'Numbers are written in digits.',
  ),
  habit(
    `\\bfrom\\s+(\\d{4}-\\d\\d-\\d\\d)\\s+to\\s+(\\d{4}-\\d\\d-\\d\\d)`,
    ([, first, last]) => `from ${first ?? ''} through ${last ?? ''}`,
    '`through` includes its day, `until` does not.',
    false,
  ),
  habit(
    `\\bin\\s+(20\\d\\d)\\b`,
    ([, year]) => `from ${year ?? ''}-01-01 through ${year ?? ''}-12-31`,
    'A window that is no length of time has two ends.',
  ),
  habit(
    `\\bsince\\s+(\\d+)\\s+${unit}(?:\\s+ago)?\\b`,
    ([, amount, name]) => `in last ${amount ?? ''} ${name ?? ''}`,
    '`since` needs a date; a length of time up to now is `in last 30 days`.',
  ),
  habit(
    `\\bago\\s+(\\d+)\\s+${unit}\\b`,
    ([, amount, name]) => `in last ${amount ?? ''} ${name ?? ''}`,
    window,
    false,
  ),
  habit(
    `(?<=^\\s*(?:did|has)\\b.*)\\b(?:before|until)\\s+(\\d{4}-\\d\\d-\\d\\d)\\b`,
    ([, day]) => `from 2000-01-01 until ${day ?? ''}`,
    'A window of rows has a beginning; or compare their time: `did … where at before 2026-01-01`.',
    false,
  ),
  habit(
    `(?<=^\\s*(?:did|has)\\b.*)\\b(?:after|from)\\s+(\\d{4}-\\d\\d-\\d\\d)\\b`,
    ([, day]) => `since ${day ?? ''}`,
    '`since` includes its day; or compare the time of the rows: `did … where at after 2026-01-01`.',
    false,
  ),
  habit(
    `\\bfor\\s+(\\d+)\\s+${unit}\\b`,
    ([, amount, name]) => `in last ${amount ?? ''} ${name ?? ''}`,
    window,
    false,
  ),
  habit('\\byesterday\\b', 'in previous day', window),
  habit('\\btomorrow\\b', 'in following day', window),
  habit(
    '(?<!(?:on|before|after|since|until|through)\\s)\\btoday\\b(?!\\s*[-+(])',
    'in this day',
    window,
  ),
  habit(
    `\\b(?:is\\s+)?older than\\s+(\\d+)\\s+${unit}(?:\\s+ago)?\\b`,
    ([, amount, name]) => `more than ${amount ?? ''} ${name ?? ''} ago`,
    'How long ago something was is written `more than 40 days ago`.',
  ),
  habit(
    `\\b(?:is\\s+)?(?:newer|younger) than\\s+(\\d+)\\s+${unit}(?:\\s+ago)?\\b`,
    ([, amount, name]) => `less than ${amount ?? ''} ${name ?? ''} ago`,
    'How long ago something was is written `less than 7 days ago`.',
  ),
];
