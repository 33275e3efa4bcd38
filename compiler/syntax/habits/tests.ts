// Part of compiler/syntax: habits of tests and fixtures. Their lines are data, so habits of conditions do not hold there.
import { amountHabits } from './amounts.ts';
import { type Habit, habit, unit } from './habit.ts';

const time = 'Times are counted from the `now` of the step: `41 days ago`, `3 days from now`.';
const expectation =
  'An expectation says first what is expected, then of whom: `expect in: ada, bob`, `expect out: none`.';
const step = 'A later step is written `then 30 days later { ... }` or `then at` and a time.';
const rows = 'Several rows that are alike are written `5 * { ... }`.';
const verdict = 'A case ends with `, in` or `, out`.';
const given = 'An object is given with its type and a name: `given contact ada { ... }`.';

/** In the order in which they are tried. */
export const testHabits: readonly Habit[] = [
  habit(
    `(?<=^\\s*test\\s+"[^"]*"\\s*)(for|on|segment)\\b`,
    'of',
    'A test names its segment behind `of`.',
  ),
  // ------------------------------------------------------------ times
  habit(
    `\\b(?:now|today)\\s*-\\s*(\\d[\\d_]*\\s+${unit})`,
    ([, length = '']) => `${length} ago`,
    time,
  ),
  habit(
    `\\b(?:now|today)\\s*\\+\\s*(\\d[\\d_]*\\s+${unit})`,
    ([, length = '']) => `${length} from now`,
    time,
  ),
  habit(`(?<=:\\s*)-\\s*(\\d[\\d_]*\\s+${unit})`, ([, length = '']) => `${length} ago`, time),
  habit(`(?<=:\\s*)in\\s+(\\d[\\d_]*\\s+${unit})`, ([, length = '']) => `${length} from now`, time),
  habit(`(?<=\\d\\s+${unit}\\s+)before\\s+now\\b`, 'ago', time),
  habit(`(?<=\\d\\s+${unit}\\s+)(?:after|since)\\s+now\\b`, 'from now', time),
  // ------------------------------------------------------------ rows
  habit(
    '(?<=[:[,]\\s*)(\\d[\\d_]*)\\s*(?:x|times|of)\\s*(?=\\{)',
    ([, count = '']) => `${count} * `,
    rows,
  ),
  habit(
    '(\\{[^{}]*\\})\\s*(?:\\*|x|times)\\s*(\\d[\\d_]*)',
    ([, row = '', count = '']) => `${count} * ${row}`,
    rows,
  ),
  habit('(?<=\\bgiven\\s+)(?:an?|the)\\s+(\\w+\\s+\\w+)', ([, rest = '']) => rest, given),
  habit('(?<=\\bgiven\\s+\\w+\\s+)"([^"]+)"', ([all = '']) => all.slice(1, -1), given),
  habit('(?<=\\bgiven\\s+\\w+\\s+\\w+)\\s*:(?=\\s*\\{)', '', given),
  habit(
    '(?<=\\bgiven\\s+\\w+\\s+\\w+\\s+)(?:extends|extending|as|from|based on|copy of)\\s+(?=\\w+\\s*\\{)',
    'like ',
    'A copy with other fields is written `given contact bob like ada { ... }`.',
  ),
  habit(
    '(?<=\\bgiven\\s+\\w+\\s+from\\s+)(?:file|csv|json)\\s+(?=")',
    '',
    'The rows of a file: `given contact from "big/contacts.csv"`.',
  ),
  habit(
    '(?<=\\bgiven\\s+\\w+\\s+from\\s+)([\\w./-]+\\.(?:csv|json))\\b',
    ([path = '']) => `"${path}"`,
    'The path of a file stands in double quotes.',
  ),
  habit(
    '(?<=^\\s*use\\s+)"([^"]+)"',
    ([all = '']) => all.slice(1, -1),
    'Fixtures are named without quotes.',
  ),
  habit(
    '(?<=^\\s*)(?:delete|drop|without)(?=\\s+\\w+\\s+\\w)',
    'remove',
    'An object goes with `remove contact ada`.',
  ),
  habit(
    '(?<=^\\s*)(?:at|date|time|when|today)\\s*(?=:)',
    'now',
    'The instant of a test is its `now:`.',
  ),
  habit(
    '(?<=^\\s*now)\\s+(?=\\d)',
    ': ',
    'The instant of a test is written `now: 2025-11-01T09:00:00Z`.',
  ),
  // ------------------------------------------------------------ steps
  habit(
    `(?<=^\\s*)(?:then\\s+)?(?:after|in|\\+)\\s*(\\d[\\d_]*\\s+${unit})(?:\\s+later)?`,
    ([, length = '']) => `then ${length} later`,
    step,
  ),
  habit(`(?<=^\\s*then\\s+\\d[\\d_]*\\s+${unit})\\s*(?=\\{)`, ' later ', step),
  // ------------------------------------------------------------ expectations
  habit('(?<=^\\s*)(?:assert|ensure|should|must)\\b', 'expect', expectation),
  habit(
    '(?<=\\bexpect\\s+(?:in|out|entered|left)\\s*:\\s*)[[(]([^\\])]*)[\\])]',
    ([, names = '']) => names.trim(),
    expectation,
  ),
  habit('(?<=\\bexpect\\s+)not\\s+in\\b', 'out', expectation),
  habit('(?<=\\bexpect\\s+)not\\s+out\\b', 'in', expectation),
  habit(
    '(?<=\\bexpect\\s+)(\\w+)\\s+(?:to\\s+be|is|are|be)\\s+(not\\s+)?(in|out)\\b',
    ([, name = '', not = '', word = '']) =>
      `${(not === '') === (word.toLowerCase() === 'in') ? 'in' : 'out'}: ${name}`,
    expectation,
  ),
  habit('(?<=\\bexpect\\s+)(?:nobody|no\\s*one|nothing|empty)\\s*$', 'in: none', expectation),
  habit('(?<=\\bexpect)\\s*(?:members?|included?)?\\s*:\\s*(?=\\w)', ' in: ', expectation, false),
  habit(
    '(?<=\\bexpect\\s+)(?!same\\b|disjoint\\b|subset\\b)(\\w+(?:\\s*,\\s*\\w+)*)\\s*$',
    ([names = '']) => `in: ${names}`,
    expectation,
    false,
  ),
  // ------------------------------------------------------------ cases
  habit('\\s*(?:,\\s*)?(?:->|=>)\\s*(in|out)\\b', ([, word = '']) => `, ${word}`, verdict),
  habit('(?<=[\\w"\\])])\\s+(in|out)\\s*$', ([, word = '']) => `, ${word}`, verdict),
  ...amountHabits,
];
