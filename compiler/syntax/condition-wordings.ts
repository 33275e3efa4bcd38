// Serves faults-of-counts.ts: conditions in the words of other tools and of plain English, and the words of the language.
import { aggregate, type Wording } from './count-wordings.ts';
import { timeWordings } from './time-wordings.ts';

const path = String.raw`\w+(?: \. \w+)*`;
const span = '(?:second|minute|hour|day|week|month|quarter|year)s?';
const startOfRow =
  'A line begins with what it asks: `has` for related objects, `did` for events, or an attribute.';
const symbols: Readonly<Record<string, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '=': 'exactly',
};

const times: readonly Wording[] = [
  {
    before: /^(?:did|has) .*? (?<cut>(?:more|less) than \S+|at (?:least|most) \S+)$/,
    after: new RegExp(`^(?<cut>${span} ago)(?: |$)`),
    instead: (cut) => {
      const [word = '', , number = '', units = ''] = cut.split(' ');
      const isNew = word === 'less' || cut.startsWith('at most');
      return isNew ? `in last ${number} ${units}` : `where at ${cut}`;
    },
    why: 'It says how old one time is. Rows up to now lie in a window; for older ones, compare their time.',
    guess: true,
  },
  {
    before: /^(?:did|has) .*\S$/,
    after: new RegExp(`^(?<cut>(?:last|past|previous|next) \\d+ ${span})(?: |$)`),
    instead: (cut) => cut.replace(/^(\w+)/, (word) => (word === 'next' ? 'in next' : 'in last')),
    why: 'A window begins with `in`.',
    guess: true,
  },
  {
    before: new RegExp(`^${path}$`),
    after: new RegExp(`^(?<cut>(?:this|last|previous) ${span})(?: |$)`),
    instead: (cut) => `in ${cut.replace('last', 'previous')}`,
    why: 'A window begins with `in`.',
    guess: true,
  },
  {
    before: new RegExp(
      `(?<cut>(?:minutes|hours|days|weeks|months|years) (?:since|until) ${path})$`,
    ),
    after: /^[=!<>]/,
    instead: (cut) => cut.replaceAll(' . ', '.').replace(/^(\w+) (\w+) (\S+)$/, '$1_$2($3)'),
    why: 'It is a function.',
  },
  {
    before: new RegExp(`^${path}$`),
    after: new RegExp(
      String.raw`^(?<cut>(?:older|earlier|newer|younger|later) than \S+ ${span}(?: ago)?)(?: |$)`,
    ),
    instead: (cut) => {
      const [word = '', , ...rest] = cut.replace(/ ago$/, '').split(' ');
      const isOld = word === 'older' || word === 'earlier';
      return `${isOld ? 'more' : 'less'} than ${rest.join(' ')} ago`;
    },
    why: 'A distance from now is `more than`, `less than`, `at least` or `at most` so long ago.',
  },
  {
    before: /(?<cut>(?:within|during)(?: the)?|in the)$/,
    after: /^(?:last|previous|next|following|this) /,
    instead: () => 'in',
    why: 'Windows begin with `in`, as in `in last 30 days`.',
  },
  {
    before: /(?<cut>within|during)$/,
    after: /^(?<cut>the) (?:last|previous|next|following|this) /,
    instead: () => 'in',
    why: 'Windows begin with `in`, as in `in last 30 days`.',
  },
  {
    before: /(?<cut>in)$/,
    after: /^(?<cut>the) (?:last|previous|next|following|this) /,
    instead: () => 'in',
    why: 'Windows begin with `in`, as in `in last 30 days`.',
  },
  {
    before: /\w$/,
    after: /^(?<cut>yesterday|tomorrow|today)(?: |$)/,
    instead: (cut) =>
      ({ yesterday: 'in last 1 full days', tomorrow: 'in next 1 full days', today: 'on today' })[
        cut
      ] ?? cut,
    why: '`full` days begin at midnight and leave today out.',
    guess: true,
  },
  {
    before: /(?<cut>in (?:19|20)\d\d)$/,
    after: /^(?:and |or |having |where |$)/,
    instead: (cut) => cut.replace(/^in (\d+)$/, 'from $1-01-01 through $1-12-31'),
    why: 'A window says its first and its last day; the years around today are `in this year` and `in previous year`.',
    guess: true,
  },
  {
    before: new RegExp(
      String.raw`^(?<cut>${path} (?:after|since|before|until) \S+ and (?:after|before))$`,
    ),
    after: /^\S/,
    instead: (cut) =>
      cut.replace(/^(.*?) ((?:after|since|before|until) \S+) and (\w+)$/, '$1 $2 and $1 $3'),
    why: 'Each comparison names what it compares.',
  },
];

const related: readonly Wording[] = [
  {
    before: new RegExp(`${aggregate} \\( (?<cut>${path})$`),
    after: /^(?<cut>,(?: where)?) /,
    instead: (cut) => cut.replace(/ ,.*$/, ' where').replaceAll(' . ', '.'),
    why: '`where` says which rows are taken.',
    guess: true,
  },
  {
    before: /^(?<cut>never)$/,
    after: /^(?<cut>did|has)(?: |$)/,
    instead: (cut) => (cut.endsWith('did') ? 'did not' : 'has no'),
    why: 'For events it is `did not …`, for related objects `has no …`.',
  },
  {
    before: /^(?<cut>has)$/,
    after: /^(?<cut>not(?: any)?) \w/,
    instead: () => 'has no',
    why: '`has no …` says that there is none.',
  },
  {
    before: /^(?<cut>has (?:any|some|an|a))$/,
    after: new RegExp(`^${path} (?:in|where|since|between|from|as|$)`),
    instead: () => 'has',
    why: '`has` alone means at least one.',
  },
  {
    before: /^(?<cut>has all)$/,
    after: new RegExp(`^(?<cut>${path} (?:where|with))(?: |$)`),
    instead: (cut) => `all ${cut.split(' ').slice(2, -1).join('')} have`,
    why: 'True when there is a row, and every row satisfies the condition.',
  },
  {
    before: /^(?<cut>any|some|no)$/,
    after: new RegExp(`^(?<cut>${path} (?:have|has|where|with))(?: |$)`),
    instead: (cut) => {
      const [word = '', ...rest] = cut.split(' ');
      return `has ${word === 'no' ? 'no ' : ''}${rest.slice(0, -1).join('')} where`;
    },
    why: startOfRow,
  },
  {
    before: new RegExp(`^(?<cut>${path} has ${path})$`),
    after: /^[=!<>]/,
    instead: (cut) => cut.replaceAll(' . ', '.').replace(/^(\S+) has (\S+)$/, 'has $1 where $2'),
    why: startOfRow,
  },
  {
    before: /^(?:did|has) (?:\S+ )*?(?<cut>\d+)$/,
    after: /^(?<cut>\+)(?: |$)/,
    instead: (cut) => `at least ${cut.split(' ')[0] ?? ''}`,
    why: 'The word stands before the number.',
  },
  {
    before: new RegExp(`^has (?<cut>${path})$`),
    after: /^(?<cut>(?:>=?|<=?|=) \d[\d_]*)(?: |$)/,
    instead: (cut) => {
      const words = cut.split(' ');
      return `${symbols[words.at(-2) ?? ''] ?? ''} ${words.at(-1) ?? ''} ${words.slice(0, -2).join('')}`;
    },
    why: 'The number stands before the rows; as a value it is `count(…)`.',
  },
  {
    before: new RegExp(`^did (?:not )?${path}$`),
    after: /^(?<cut>(?:>=?|<=?|=) \d[\d_]*(?: times)?)(?: |$)/,
    instead: (cut) =>
      cut.replace(
        /^(\S+) (\S+).*$/,
        (_all, sign: string, number: string) => `${symbols[sign] ?? ''} ${number} times`,
      ),
    why: 'How often is said in words, or compared as a value: `count(…) > 3`.',
  },
  {
    before: /(?<cut>count \( distinct)$/,
    after: new RegExp(`^(?<cut>${path})(?: |$)`),
    instead: (cut) => cut.replace(/^count \( distinct /, 'count distinct(').replaceAll(' . ', '.'),
    why: '`distinct` stands before the parenthesis.',
  },
  {
    before: new RegExp(String.raw`(?<cut>(?:first|last|max|min) \( ${path} \))$`),
    after: /^(?<cut>\. \w+)(?: |$)/,
    instead: (cut) => cut.replaceAll(' ', '').replace(/^(.*)\)(\..*)$/, '$1$2)'),
    why: 'It takes the attribute of the rows.',
  },
];

const memberships: readonly Wording[] = [
  {
    before: /^(?<cut>exclude|excluding|without|unless)$/,
    after: /^(?<cut>in)? ?(?:segment|list) /,
    instead: () => 'not in',
    why: 'A line that must not hold begins with `not`; `except` stands beside `where { }`.',
  },
  {
    before: /(?<cut>consents|consent to|has consent(?: to| for)?)$/,
    after: /^\w+(?: |$)/,
    instead: () => 'consents to',
    why: 'As in `consents to email_marketing`; `consent email_marketing is denied` asks for a state.',
    guess: true,
  },
  {
    before: /^(?<cut>does not)$/,
    after: /^(?<cut>consent to) \w/,
    instead: () => 'not consents to',
    why: 'A negation stands before the verb.',
  },
  {
    before: /(?:entered|left) segment \w+$/,
    after: new RegExp(`^(?<cut>within (?:the )?(?:last )?\\d+ ${span})(?: |$)`),
    instead: (cut) => `in last ${cut.split(' ').slice(-2).join(' ')}`,
    why: 'A window up to now is `in last …`.',
  },
  {
    before: /(?<cut>has(?: the)? tags?)$/,
    after: /^(?:any|all|")/,
    instead: () => 'tagged',
    why: 'As in `tagged "vip"` and `tagged any of ["a", "b"]`.',
  },
  {
    before: /^(?<cut>member|on|(?:static )?list)$/,
    after: /^(?<cut>of list|list)? ?"/,
    instead: () => 'in list',
    why: 'As in `in list "newsletter"`.',
  },
  {
    before: /^$/,
    after: /^(?<cut>is (?:not )?(?:in|on|a member of|member of)) (?:segment|list) /,
    instead: (cut) => (cut.startsWith('is not') ? 'not in' : 'in'),
    why: 'A line about the object itself begins with `in`: `in segment x`, `in list "x"`.',
  },
  {
    before: /^(?<cut>segment)$/,
    after: /^[a-z]\w*(?: |$)(?!of )/,
    instead: () => 'in segment',
    why: 'A condition on membership begins with `in`.',
  },
  {
    before: /segment$/,
    after: /^(?<cut>"\w+")(?: |$)/,
    instead: (cut) => cut.slice(1, -1),
    why: 'Segments are named without quotes; lists and tags are texts.',
  },
  {
    before: /(?<cut>subscribed|consented|opted in to)$/,
    after: /^(?<cut>to)? ?\w/,
    instead: () => 'consents to',
    why: 'As in `consents to email_marketing`; `consent email_marketing is denied` asks for a state.',
    guess: true,
  },
];

const texts: readonly Wording[] = [
  {
    before: new RegExp(`^(?<cut>${path} (?:=|!=) "[^" ]*")$`),
    after: /^(?<cut>ignoring case)(?: |$)/,
    instead: (cut) =>
      cut
        .replaceAll(' . ', '.')
        .replace(
          /^(\S+) (\S+) (\S+) .*$/,
          (_all, name: string, sign: string, text: string) =>
            `lower(${name}) ${sign} ${text.toLowerCase()}`,
        ),
    why: '`ignoring case` belongs to `contains`, `starts with`, `ends with` and `matches`.',
  },
  {
    before: /(?<cut>in "[^" ]*")$/,
    after: /^(?:and |or |$)/,
    instead: (cut) => cut.replace(/^in (.*)$/, 'in [$1]'),
    why: 'A list of values stands in `[ ]`.',
  },
  {
    before: new RegExp(`^${path}$`),
    after: /^(?<cut>(?:does|do) not (?:contain|match|start with|end with))(?: |$)/,
    instead: (cut) =>
      cut.replace(
        /^\w+ not (contain|match|start|end)/,
        (_all, verb: string) => `not ${verb}${verb === 'match' ? 'es' : 's'}`,
      ),
    why: 'A negation stands before the verb, as in `not contains`.',
  },
  {
    before: /\w$/,
    after: /^(?<cut>i?like)(?: |$)/i,
    instead: () => 'contains',
    why: 'There are no wildcards: `contains`, `starts with` and `ends with` take the text alone.',
    guess: true,
  },
  {
    before: /(?<cut>has)$/,
    after: /^(?<cut>not) ["[]/,
    instead: () => 'not has',
    why: 'A negation stands before the verb, as in `not contains`.',
  },
  {
    before: new RegExp(`^(?<cut>"[^" ]*" (?:not )?in ${path})$`),
    after: /^$/,
    instead: (cut) =>
      cut
        .replaceAll(' . ', '.')
        .replace(
          /^(\S+) (not )?in (\S+)$/,
          (_all, text: string, not: string | undefined, array: string) =>
            `${array} ${not ?? ''}has ${text}`,
        ),
    why: 'The array comes first.',
  },
  {
    before: /(?<cut>between \d\S*)$/,
    after: /^(?<cut>[A-Z]{3} and \d\S* [A-Z]{3})(?: |$)/,
    instead: (cut) => cut.replace(/^between (.*) and (.*)$/, 'in $1..$2'),
    why: '`between` is for times; both ends of a range belong to it.',
  },
];

/** In the order in which they are tried. */
export const conditionWordings: readonly Wording[] = [
  ...timeWordings,
  ...times,
  ...related,
  ...memberships,
  ...texts,
];
