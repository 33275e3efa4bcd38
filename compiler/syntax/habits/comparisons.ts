// Part of compiler/syntax: habits of comparisons, moments and lists of values.
import { type Habit, habit, spokenSigns, unit } from './habit.ts';

const signs = 'Values are compared with `=`, `!=`, `<`, `<=`, `>` and `>=`.';
const texts =
  'Text is searched with `contains`, `starts with`, `ends with` and `matches`; `not` stands before.';

function signOf(words: string): string {
  const sign = Object.entries(spokenSigns).find(([, spoken]) => spoken === words.toLowerCase());
  return sign?.[0].replace('==', '=') ?? '=';
}

/** In the order in which they are tried. */
export const comparisonHabits: readonly Habit[] = [
  habit(
    '\\b(?:is\\s+)?(?:greater|more|bigger|higher|larger) than or equals?(?: to)?(?=\\s)',
    '>=',
    signs,
  ),
  habit('\\b(?:is\\s+)?(?:less|fewer|lower|smaller) than or equals?(?: to)?(?=\\s)', '<=', signs),
  habit('\\b(?:is\\s+)?(?:greater|bigger|higher|larger) than(?=\\s)', '>', signs),
  habit('\\b(?:is\\s+)?(?:lower|smaller) than(?=\\s)', '<', signs),
  habit(`\\b(?:is not equal to|does not equal|not equals?|neq|isn['\u2019]?t)(?=\\s)`, '!=', signs),
  habit('\\b(?:is equal to|equal to|equals?|eq)(?=\\s)', '=', signs),
  habit(
    `\\b(?:does not|doesn['\u2019]?t|not) (contain|include|match)s?(?=\\s)`,
    ([, verb = '']) => (verb.toLowerCase() === 'match' ? 'not matches' : 'not contains'),
    texts,
  ),
  habit(
    `\\b(?:does not|doesn['\u2019]?t|not) (?:start|begin) with(?=\\s)`,
    'not starts with',
    texts,
  ),
  habit(`\\b(?:does not|doesn['\u2019]?t|not) end with(?=\\s)`, 'not ends with', texts),
  habit('\\b(?:contain|includes?)(?=\\s)', 'contains', texts),
  habit('\\b(?:start|begins?|starts_|startsw?) ?with(?=\\s)', 'starts with', texts),
  habit('\\b(?:end|ends_|ending|endsw?) ?with(?=\\s)', 'ends with', texts),
  habit('\\b(?:exists|is set|is present)\\b', 'is known', 'A value is missing or known.'),
  habit(
    `\\b(before|after)\\s+(\\d+)\\s+${unit}\\s+ago\\b`,
    ([, word = '', amount, name]) =>
      `${word.toLowerCase() === 'before' ? 'more' : 'less'} than ${amount ?? ''} ${name ?? ''} ago`,
    '`before` and `after` need a moment; how long ago is written `more than 30 days ago`.',
  ),
  habit(
    `\\bwithin\\s+(\\d+)\\s+${unit}\\b(?!\\s+of)`,
    ([, amount, name]) => `in last ${amount ?? ''} ${name ?? ''}`,
    'Up to now is `in last 30 days`, from now on `in next 30 days`.',
    false,
  ),
  habit(
    `\\bin\\s+(\\d+)\\s+${unit}\\b`,
    ([, amount, name]) => `in next ${amount ?? ''} ${name ?? ''}`,
    'From now on is `in next 30 days`, up to now `in last 30 days`.',
    false,
  ),
  habit(
    '(?<!^\\s*(?:did|has)\\b.*)(?<=[\\w)]\\s+)(?:is\\s+)?(more than|less than|at least|at most|exactly)\\s+(\\d[\\d_.]*)(?!\\s*[\\w%])',
    ([, words = '', amount]) => `${signOf(words)} ${amount ?? ''}`,
    signs,
  ),
  habit(
    '(?<==\\s*)("[^"]*"(?:\\s*,\\s*"[^"]*")+)',
    ([all = '']) => `[${all}]`,
    'Several values are written `in ["a", "b"]`.',
    false,
  ),
  habit(
    '(?<=\\bin\\s+)("[^"]*"(?:\\s*,\\s*"[^"]*")*)(?!\\s*\\.\\.)',
    ([all = '']) => `[${all}]`,
    'A list of values stands in `[ ]`.',
  ),
  habit(
    '\\bhas\\s+(?=\\[)',
    'has any of ',
    'An array has one of several items, or all of them: `has any of […]`, `has all of […]`.',
    false,
  ),
  habit('\\bcontains\\s+(?=\\[)', 'contains any of ', texts),
];
