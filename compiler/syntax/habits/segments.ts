// Part of compiler/syntax: habits of declarations, settings and blocks.
import { type Habit, habit, unit } from './habit.ts';

/** In the order in which they are tried. */
export const segmentHabits: readonly Habit[] = [
  habit(
    '\\b(any|all|none)\\s*(?=\\{)',
    ([, word]) => `${word ?? ''} of `,
    'Lines of which some must hold stand in `any of { }`, `all of { }` or `none of { }`.',
  ),
  habit(
    '(?<=\\b(?:any|all|none) of)\\s*\\((.*)\\)\\s*$',
    ([, lines = '']) => ` { ${lines.trim()} }`,
    'Lines of which some must hold stand in `any of { }`, `all of { }` or `none of { }`.',
  ),
  habit('(?<=^\\s*)or\\s*(?=\\{)', 'any of ', 'Alternatives stand in `any of { }`.'),
  habit(
    '(?<=^\\s*)and\\s*(?=\\{)',
    'all of ',
    'Lines that are all required stand in `all of { }`.',
  ),
  habit(
    `(?<=^\\s*refresh\\s*:\\s*)(\\d+\\s+${unit})`,
    ([all]) => `every ${all ?? ''}`,
    'A period is written `every 6 hours`.',
  ),
  habit(
    '(?<=^\\s*guard\\s*:\\s*\\w+\\s*)(>=|<=)\\s*(?=\\d)',
    ([, sign]) => ` ${sign === '>=' ? 'at least' : 'at most'} `,
    'A guard is written `size at least 100` or `leavers at most 5%`.',
  ),
  habit(
    '(?<=^\\s*guard\\s*:\\s*\\w+\\s*)(>|<)\\s*(?=\\d)',
    ([, sign]) => ` ${sign === '>' ? 'at least' : 'at most'} `,
    'A guard is written `size at least 100` or `leavers at most 5%`.',
    false,
  ),
  habit(
    '(?<=^segment\\s+)(?:"[^"]+"|\\w+(?:-\\w+)+)',
    ([name = '']) =>
      name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '_')
        .replaceAll(/^_|_$/g, ''),
    'Names of segments are lower case letters, digits and underscores; a title for people stands in `title: "…"`.',
  ),
  habit(
    '(?<=^segment\\s+\\w+\\s+)(?:for|on|from|about|in)(?=\\s+\\w+\\s*\\{)',
    'of',
    'A segment is of one kind of object: `segment name of contact`.',
  ),
  habit(
    '^\\s*(?:exclude|excluding|without|unless|minus)\\b',
    ([all = '']) => all.replace(/\w+/, 'except'),
    'Who is left out is written `except condition`.',
  ),
  habit(
    '(?<=^\\s*)(?:filter|when|if|conditions?|rules?)\\b(?=\\s*:?\\s*\\{)',
    'where',
    "A segment's conditions stand in `where { }`.",
  ),
  habit('(?<=\\bwhere)\\s*:(?=\\s*\\{)', '', 'No colon: a block follows directly.'),
];
