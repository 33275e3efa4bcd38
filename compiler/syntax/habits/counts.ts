// Part of compiler/syntax: habits of counts, rows, lists and negation.
import { type Habit, habit, spokenSigns, unit } from './habit.ts';

const counts =
  'A number of times is written `more than 5 times`, `at least 5 times`, `exactly 5 times`, or less.';
const negation = 'What did not happen is written `did not`, what there is none of `has no`.';

const amounts: Readonly<Record<string, string>> = {
  over: 'more than',
  above: 'more than',
  under: 'less than',
  below: 'less than',
  'fewer than': 'less than',
  'up to': 'at most',
  max: 'at most',
  maximum: 'at most',
  'no more than': 'at most',
  min: 'at least',
  minimum: 'at least',
  'no less than': 'at least',
  'no fewer than': 'at least',
};

/** In the order in which they are tried. */
export const countHabits: readonly Habit[] = [
  habit(
    '\\bhas\\s+([\\w.]+)\\s+(more than|less than|at least|at most|exactly)\\s+(\\d+)(?:\\s+times?)?',
    ([, path, words, amount]) => `has ${words ?? ''} ${amount ?? ''} ${path ?? ''}`,
    'How many there are is written `has at least 2 orders`.',
  ),
  habit(
    '\\bcount\\s*\\(\\s*distinct\\s+([\\w.]+)',
    ([, path]) => `count distinct(${path ?? ''}`,
    'Different values are counted with `count distinct(…)`.',
  ),
  habit(
    '\\b(count|sum|avg|min|max|median)\\s+(?!distinct\\b)([a-z_][\\w.]*)(?=\\s*(?:[<>=!]|$))',
    ([, name, path]) => `${name ?? ''}(${path ?? ''})`,
    'What is counted or summed stands in parentheses.',
  ),
  habit(
    '(?<=\\b(?:count|sum|avg|min|max|median)\\([^(),]*),\\s*(?=[a-z_][\\w.]*\\s*(?:[=<>!]|in\\b|is\\b))',
    ' where ',
    'What the rows must be like stands behind `where`.',
  ),
  habit(
    `(?<=\\b(?:count|sum|avg|min|max|median)\\([^(),]*),\\s*(\\d+\\s+${unit})`,
    ([, length]) => ` in last ${length ?? ''}`,
    'A window is written `in last 30 days`.',
    false,
  ),
  habit(
    `\\bhas\\s+([\\w.]+)\\s*(>=|=>|<=|=<|==|>|<|=)\\s*(\\d+)\\b`,
    ([, path, sign = '', amount]) => `has ${spokenSigns[sign] ?? ''} ${amount ?? ''} ${path ?? ''}`,
    'How many there are is written `has at least 2 orders`.',
  ),
  habit(
    `(>=|=>|<=|=<|==|>|<|=)\\s*(\\d+)\\s+times?\\b`,
    ([, sign = '', amount]) => `${spokenSigns[sign] ?? ''} ${amount ?? ''} times`,
    counts,
  ),
  habit(
    `\\b(?:at\\s+|a\\s+)?(over|above|under|below|fewer than|up to|max|maximum|no more than|min|minimum|no less than|no fewer than)(?:\\s+of)?\\s+(\\d+)\\b`,
    ([, word = '', amount]) => `${amounts[word.toLowerCase()] ?? ''} ${amount ?? ''}`,
    counts,
  ),
  habit(
    `(?<=\\btimes?)\\s+ago\\b`,
    '',
    '`ago` belongs behind a length of time, as in `more than 40 days ago`; a number of times has a window: `in last 30 days`.',
    false,
  ),
  habit(`\\b(\\d+)\\s*\\+\\s*times\\b`, ([, amount]) => `at least ${amount ?? ''} times`, counts),
  habit(`\\b(\\d+)x\\b`, ([, amount]) => `${amount ?? ''} times`, counts),
  habit('\\btwice\\b', 'exactly 2 times', counts, false),
  habit(`\\bdid(?:n['\u2019]?t|'nt)\\b`, 'did not', negation),
  habit('\\b(?:did never|never did|did no|never)\\b', 'did not', negation),
  habit(
    `\\b(?:does not have|doesn['\u2019]?t have|hasn['\u2019]?t|has not|has none)(?:\\s+any)?\\b`,
    'has no',
    negation,
  ),
  habit('\\bhas (?:any|some|an?)\\b', 'has', 'At least one is written `has orders`.'),
  habit(
    '^\\s*have\\b',
    ([all = '']) => all.replace(/have/i, 'has'),
    'At least one is written `has orders`.',
  ),
  habit('\\ball of (?=\\w)', 'all ', 'Every row is asked with `all orders have …`.'),
  habit(
    '\\bhas all ([\\w.]+) where (.+)$',
    ([, path, condition]) => `all ${path ?? ''} have ${condition ?? ''}`,
    'Every row is asked with `all orders have …`.',
  ),
  habit(
    '(?<=\\b(?:has|did)\\s+[\\w. ]*\\w)\\s+(?:with|whose|which|that|having)(?=\\s+[a-z_][\\w.]*\\s*(?:[=<>!]|not\\b|in\\b|is\\b|contains\\b|starts\\b|ends\\b))',
    ' where',
    'What the rows must be like stands behind `where`.',
  ),
  habit(
    '(?<=\\b(?:has|did)\\s+[\\w.]+)\\s*(?=\\{)',
    ' where ',
    'What the rows must be like stands behind `where`.',
  ),
  habit(
    '(?<=\\b(?:has|did)\\s+[\\w.]+)\\s*\\((.*)\\)\\s*$',
    ([, condition = '']) => ` where ${condition.trim()}`,
    'What the rows must be like stands behind `where`.',
  ),
  habit('\\bhas (?:the )?tags?\\s+(?=")', 'tagged ', 'Tags are asked with `tagged "vip"`.'),
  habit(
    '(?<=\\btagged\\s+)(?!any\\b|all\\b)[a-z_][\\w-]*',
    ([tag]) => `"${tag ?? ''}"`,
    'A tag is a text in double quotes.',
  ),
  habit(
    '(?<=\\bin segment\\s+|\\bconsents to\\s+)"[^"]+"',
    ([text = '']) => text.slice(1, -1),
    'Names of segments and consents stand without quotes.',
  ),
  habit(
    '^(\\s*)segment\\s+(?=\\w+\\s*$)',
    ([, blank = '']) => `${blank}in segment `,
    'Members of another segment are asked with `in segment name`.',
  ),
  habit(
    '(?<=(?:^|\\bnot|\\band|\\bor)\\s*in\\s+)(?=[a-z_]\\w*\\s*$)',
    'segment ',
    'Members of a segment are asked with `in segment name`, those of a list with `in list "name"`.',
    false,
  ),
  habit(
    '\\bconsent(?:s|ed)?\\s+(?:to\\s+|for\\s+)?(?=[a-z_]\\w*\\s*$)',
    'consents to ',
    'A consent is asked with `consents to name`.',
  ),
];
