// SEG1xxx: what the lexer and parser find.
import { entry } from '../catalogue-entry.ts';

const didYouMean = (suggestion: string | undefined): string | undefined =>
  suggestion === undefined ? undefined : `Did you mean \`${suggestion}\`?`;

const often = (times: number): string => (times === 1 ? '' : `, ${times} times in this file`);

export const syntax = {
  // -------------------------------------------------------------- what was found and what was expected
  unexpectedToken: entry<{
    readonly found: string;
    readonly expected: string;
    readonly suggestion: string | undefined;
    /** The same stands right before it. */
    readonly twice: boolean;
  }>({
    code: 'SEG1001',
    slug: 'unexpected-word-or-sign',
    severity: 'error',
    message: ({ found }) => `unexpected \`${found}\``,
    label: ({ expected, suggestion }) => {
      if (suggestion !== undefined) return `did you mean \`${suggestion}\`?`;
      return expected === '' ? '' : `expected ${expected}`;
    },
    help: ({ found, expected, suggestion, twice }) => {
      if (twice) return `\`${found}\` stands here twice: remove one.`;
      if (suggestion !== undefined) return `Write \`${suggestion}\` in place of \`${found}\`.`;
      if (found === ')' || found === ']') return 'Nothing on this line opens it.';
      if (expected !== 'the end of the line') return undefined;
      return 'Write one condition or field per line; join two conditions with `and` or `or`.';
    },
  }),
  endsTooEarly: entry<{ readonly what: 'line' | 'declaration'; readonly expected: string }>({
    code: 'SEG1002',
    slug: 'ends-too-early',
    severity: 'error',
    message: ({ what }) => `this ${what} ends too early`,
    label: ({ expected }) => (expected === '' ? '' : `expected ${expected}`),
    help: ({ what }) =>
      what === 'line'
        ? 'A condition stands on one line; only inside `( )` and `[ ]` may it go on on the next.'
        : 'Finish the declaration, or remove it.',
  }),
  unexpectedCharacter: entry<{ readonly character: string }>({
    code: 'SEG1003',
    slug: 'unexpected-character',
    severity: 'error',
    message: ({ character }) => `unexpected character ${character}`,
    help: () =>
      'Names are made of letters from a to z, digits and `_`; any other text stands in double quotes.',
  }),

  // -------------------------------------------------------------- text
  unterminatedText: entry({
    code: 'SEG1004',
    slug: 'unterminated-text',
    severity: 'error',
    message: () => 'this text has no closing quote',
    label: () => 'begins here and never ends',
    help: () =>
      'Add `"` where the text ends. A text stays on its line; write `\\n` for a line break.',
  }),
  unknownEscape: entry<{ readonly written: string }>({
    code: 'SEG1005',
    slug: 'unknown-escape',
    severity: 'error',
    message: ({ written }) => `unknown escape \`${written}\``,
    help: () =>
      'A text knows `\\"`, `\\\\`, `\\n`, `\\t` and `\\u` with four hexadecimal digits. For a backslash itself, write `\\\\`.',
  }),
  wrongQuotes: entry<{ readonly instead: string }>({
    code: 'SEG1006',
    slug: 'wrong-quotes',
    severity: 'error',
    message: () => 'a text stands in plain double quotes',
    help: ({ instead }) => `Write \`${instead}\`.`,
  }),
  wrongSymbol: entry<{ readonly written: string; readonly instead: string }>({
    code: 'SEG1007',
    slug: 'sign-of-another-language',
    severity: 'error',
    message: ({ written, instead }) =>
      instead === ''
        ? `\`${written}\` has no meaning here`
        : `\`${written}\` is written \`${instead}\``,
    help: ({ instead }) =>
      instead === ''
        ? 'Remove it: the end of the line ends a condition.'
        : 'Conditions compare with `=`, `!=`, `<`, `<=`, `>`, `>=` and are combined with `and`, `or`, `not`.',
  }),

  // -------------------------------------------------------------- brackets
  unclosedBracket: entry<{
    readonly open: string;
    readonly close: string;
    readonly found: string | undefined;
  }>({
    code: 'SEG1009',
    slug: 'unclosed-bracket',
    severity: 'error',
    message: ({ open, close }) =>
      `missing \`${close}\`: a \`${open}\` on this line is never closed`,
    label: ({ close, found }) =>
      found === undefined ? `expected \`${close}\`` : `expected \`${close}\` before \`${found}\``,
    help: ({ open, close }) => `Close the \`${open}\` with \`${close}\` on this line.`,
  }),
  unclosedBlock: entry<{ readonly what: string; readonly line: number }>({
    code: 'SEG1010',
    slug: 'unclosed-block',
    severity: 'error',
    message: ({ what, line }) =>
      `missing \`}\`: the ${what} opened at line ${line} is never closed`,
    label: () => 'expected `}` here at the latest',
    help: ({ line }) =>
      `Add a \`}\` that closes the \`{\` of line ${line}. \`except\`, \`take\` and settings stand behind the \`}\` of \`where\`.`,
  }),
  strayBrace: entry({
    code: 'SEG1011',
    slug: 'stray-brace',
    severity: 'error',
    message: () => 'this `}` closes nothing',
    help: () => 'Remove it, or look for a `{` that is missing above.',
  }),
  bareBlock: entry({
    code: 'SEG1012',
    slug: 'block-without-word',
    severity: 'error',
    message: () => 'a group of conditions says how many of them must hold',
    label: () => 'expected a word before this `{`',
    help: () => 'Write `any of { ... }`, `all of { ... }` or `none of { ... }`.',
  }),

  // -------------------------------------------------------------- words
  unknownDeclaration: entry<{ readonly word: string; readonly suggestion: string | undefined }>({
    code: 'SEG1013',
    slug: 'unknown-declaration',
    severity: 'error',
    message: ({ word }) => `\`${word}\` does not begin a declaration`,
    help: ({ suggestion }) =>
      didYouMean(suggestion) ??
      'A file holds declarations: `project`, `enum`, `object`, `event`, `lists`, `tags`, `consent`, `trait` and `segment`. Conditions stand inside a segment.',
  }),
  reservedWord: entry<{ readonly word: string }>({
    code: 'SEG1014',
    slug: 'reserved-word',
    severity: 'error',
    message: ({ word }) => `\`${word}\` is a word of the language and cannot be a name`,
    help: ({ word }) =>
      `Choose another name; a column that is called so can be mapped with \`@column("${word}")\`.`,
  }),
  wrongCase: entry<{
    readonly written: string;
    readonly instead: string;
    readonly keyword: boolean;
  }>({
    code: 'SEG1015',
    slug: 'wrong-case',
    severity: 'error',
    message: ({ written, instead }) => `\`${written}\` is written \`${instead}\``,
    help: ({ keyword }) =>
      keyword
        ? 'The words of the language are written in small letters.'
        : 'A currency is written in three capital letters.',
  }),
  missingThan: entry<{ readonly word: string }>({
    code: 'SEG1016',
    slug: 'missing-than',
    severity: 'error',
    message: ({ word }) => `\`${word}\` without \`than\``,
    label: ({ word }) => `did you mean \`${word} than\`?`,
    help: ({ word }) => `Write \`${word} than\` and the number.`,
  }),
  unknownUnit: entry<{ readonly written: string; readonly suggestion: string | undefined }>({
    code: 'SEG1017',
    slug: 'unknown-unit',
    severity: 'error',
    message: ({ written }) => `\`${written}\` is no unit of time`,
    help: ({ suggestion }) =>
      didYouMean(suggestion) ??
      'Units are `seconds`, `minutes`, `hours`, `days`, `weeks`, `months`, `quarters` and `years`.',
  }),
  colonOrEquals: entry<{ readonly written: string; readonly instead: string }>({
    code: 'SEG1018',
    slug: 'colon-or-equals',
    severity: 'error',
    message: ({ written, instead }) => `\`${written}\` where \`${instead}\` belongs`,
    label: ({ instead }) => `write \`${instead}\``,
    help: () =>
      'Settings and fields are written `name: value`; conditions compare with `name = value` and stand inside `where { }`.',
  }),

  // -------------------------------------------------------------- conditions
  windowWithoutNumber: entry<{
    readonly written: string;
    readonly direction: 'last' | 'next';
    readonly rolling: string;
    readonly calendar: string;
  }>({
    code: 'SEG1019',
    slug: 'window-without-number',
    severity: 'error',
    message: ({ written }) => `\`${written}\` can be read in two ways`,
    label: () => 'how long?',
    help: ({ direction, rolling, calendar }) =>
      direction === 'next'
        ? `Write \`in ${rolling}\` for a length of time from now on, or \`in ${calendar}\` for the calendar unit after this one.`
        : `Write \`in ${rolling}\` for a length of time up to now, or \`in ${calendar}\` for the calendar unit before this one.`,
  }),
  comparedWithAgo: entry<{
    readonly written: string;
    readonly older: string;
    readonly newer: string;
  }>({
    code: 'SEG1028',
    slug: 'compared-with-ago',
    severity: 'error',
    message: ({ written }) => `\`${written}\` can be read in two ways`,
    label: () => 'older or newer?',
    help: ({ older, newer }) =>
      `Write \`${older}\` for what lies further back, or \`${newer}\` for what is newer than that.`,
  }),
  stepWindow: entry({
    code: 'SEG1044',
    slug: 'window-of-a-step',
    severity: 'error',
    message: () => 'the window of a sequence bounds all its steps',
    label: () => 'a step has no window of its own',
    help: () =>
      'Write it behind `sequence`: did sequence in last 7 days { … }. How long after the step before it: `within 2 hours`. For one step alone, compare its time: `where at >= now - 7 days`.',
  }),
  betweenValues: entry<{ readonly instead: string; readonly dates: boolean }>({
    code: 'SEG1020',
    slug: 'between-values',
    severity: 'error',
    message: ({ dates }) =>
      dates
        ? '`between` with dates does not say whether the last day belongs to it'
        : '`between` is for times, as in `between 180 and 90 days ago`',
    help: ({ instead, dates }) =>
      dates
        ? `Write \`${instead}\` without the last day, or with \`through\` in place of \`until\` to include it.`
        : `Write \`${instead}\` for a range of numbers; both ends belong to it.`,
  }),
  mixedAndOr: entry({
    code: 'SEG1021',
    slug: 'mixed-and-or',
    severity: 'error',
    message: () => '`and` and `or` are mixed without parentheses',
    help: () =>
      'Put the part that belongs together in parentheses, or use `any of { ... }` and `all of { ... }` with a line for each.',
  }),
  misplacedMissing: entry<{ readonly written: string }>({
    code: 'SEG1022',
    slug: 'misplaced-missing',
    severity: 'error',
    message: ({ written }) => `\`${written}\` belongs right behind one comparison`,
    help: () =>
      '`or missing` and `and known` say what one comparison does when its value is missing. For a condition of its own, write `name is missing` or `name is known`.',
  }),
  wrongMissingTest: entry<{ readonly written: string; readonly instead: string }>({
    code: 'SEG1023',
    slug: 'wrong-missing-test',
    severity: 'error',
    message: ({ written, instead }) => `\`${written}\` is written \`${instead}\``,
    help: () => 'A value is missing or known; no comparison with a missing value is ever true.',
  }),
  allOfTexts: entry({
    code: 'SEG1024',
    slug: 'all-of-texts',
    severity: 'error',
    message: () => 'a text is matched against one pattern or `any of [...]`',
    help: () => 'For several patterns that must all match, write one line for each.',
  }),
  listInParentheses: entry({
    code: 'SEG1008',
    slug: 'list-in-parentheses',
    severity: 'error',
    message: () => 'a list of values stands in `[ ]`',
    help: () => 'Write `in ["a", "b"]`.',
  }),
  membershipOfValue: entry({
    code: 'SEG1025',
    slug: 'membership-of-a-value',
    severity: 'error',
    message: () => 'only an object can be in a segment or list, tagged, or consent',
    label: () => 'this is a value',
    help: () =>
      'Begin with a relation, as in `company in segment x`, or with nothing for the object itself.',
  }),

  // -------------------------------------------------------------- segments
  secondWhere: entry({
    code: 'SEG1026',
    slug: 'second-where',
    severity: 'error',
    message: () => 'a segment has one `where`',
    help: () => 'Move these conditions into the first `where`: its lines are all required.',
  }),
  whereWithoutBlock: entry({
    code: 'SEG1027',
    slug: 'where-without-block',
    severity: 'error',
    message: () => "a segment's conditions stand in `{ }`",
    label: () => 'expected `{` after this',
    help: () => 'Write `where {`, each condition on a line of its own, and `}`.',
  }),

  // -------------------------------------------------------------- sequences
  sequenceStart: entry<{ readonly found: string }>({
    code: 'SEG1040',
    slug: 'sequence-start',
    severity: 'error',
    message: ({ found }) => `a sequence starts with something that happened, found ${found}`,
    help: () =>
      'The first line names the event that the rest follows, as in `site_visited as visit`; each line behind it starts with `then` or `then no`.',
  }),
  missingThen: entry({
    code: 'SEG1041',
    slug: 'missing-then',
    severity: 'error',
    message: () => 'every step of a sequence but the first starts with `then`',
    help: () => 'Steps are in order of time: write `then` before what happens later.',
  }),
  withinAtStart: entry({
    code: 'SEG1042',
    slug: 'within-at-start',
    severity: 'error',
    message: () => 'the first step has no step before it that `within` could count from',
    help: () =>
      'A window behind `did sequence` bounds all its steps: did sequence in last 7 days { … }',
  }),
  pinnedAbsence: entry<{ readonly pin: string }>({
    code: 'SEG1043',
    slug: 'pinned-absence',
    severity: 'error',
    message: ({ pin }) => `\`${pin}\` picks a row, and \`no\` says that there is none`,
    help: ({ pin }) => `Leave \`${pin}\` out: \`then no\` already speaks of every row.`,
  }),

  // -------------------------------------------------------------- files; SEG109x: no small source shows them
  nestedTooDeeply: entry<{ readonly limit: number }>({
    code: 'SEG1095',
    slug: 'nested-too-deeply',
    severity: 'error',
    message: ({ limit }) => `nested more than ${limit} levels deep`,
    help: () => 'Give a part of the condition a name: a segment or a trait of its own.',
  }),
  fileTooLarge: entry<{
    readonly what: string;
    readonly length: number;
    readonly allowed: string;
  }>({
    code: 'SEG1090',
    slug: 'file-too-large',
    severity: 'error',
    message: ({ what, length, allowed }) =>
      `this file has ${length} ${what}; at most ${allowed} are read`,
    help: () => 'Split it: any number of files make one project, in any order.',
  }),
  tooManyFaults: entry<{ readonly limit: number }>({
    code: 'SEG1091',
    slug: 'too-many-faults',
    severity: 'error',
    message: ({ limit }) => `more than ${limit} syntax errors in this file; the rest is not shown`,
    help: () => 'Correct those above first.',
  }),
  controlCharacter: entry<{ readonly character: string; readonly times: number }>({
    code: 'SEG1092',
    slug: 'control-character',
    severity: 'error',
    message: ({ character, times }) => `invisible control character ${character}${often(times)}`,
    help: () => 'Save the file as plain UTF-8 text without control characters.',
  }),
  directionCharacter: entry<{ readonly character: string; readonly times: number }>({
    code: 'SEG1093',
    slug: 'text-direction-character',
    severity: 'error',
    message: ({ character, times }) =>
      `invisible character ${character} that changes the direction of text${often(times)}`,
    help: () =>
      'Such characters can make a line read other than it is. Remove them; inside a text, write them as `\\u` and four digits.',
  }),
  loneSurrogate: entry<{ readonly character: string; readonly times: number }>({
    code: 'SEG1094',
    slug: 'broken-character',
    severity: 'error',
    message: ({ character, times }) => `half a character, ${character}${often(times)}`,
    help: () => 'Save the file as UTF-8 text.',
  }),
} as const;
