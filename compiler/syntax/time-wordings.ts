// Serves condition-wordings.ts: open hours, anniversaries and groups of peers as people write them at first.
import type { Wording } from './count-wordings.ts';

const path = String.raw`\w+(?: \. \w+)*`;
const open = '(?:business|working|office)';
const byCalendar =
  'Open time is counted by a `calendar`, which says which days and hours are open.';

const unitBounds = {
  instead: (cut: string): string => (cut.startsWith('since') ? 'in' : (cut.split(' ')[0] ?? '')),
  why: 'A calendar unit begins and ends by itself, as in `before this quarter` and `in this month`.',
};

export const timeWordings: readonly Wording[] = [
  {
    ...unitBounds,
    before: /(?<cut>(?:before|since) (?:start|beginning)|after end)$/,
    after: /^(?<cut>of) (?:this|previous|following) /,
  },
  {
    ...unitBounds,
    before: /(?<cut>(?:before|since|after) the)$/,
    after: /^(?<cut>(?:start|beginning|end) of) (?:this|previous|following) /,
  },
  {
    before: /(?<cut>in (?:next|last) \d+)$/,
    after: new RegExp(`^(?<cut>${open} (?:days|hours))(?: |$)`),
    instead: (cut) => {
      const [, direction = '', number = '', , unit = ''] = cut.split(' ');
      const away = direction === 'next' ? 'from now' : 'ago';
      return `at most ${number} ${unit} ${away} counting working_days`;
    },
    why: byCalendar,
    guess: true,
  },
  {
    before: /\d$/,
    after: new RegExp(`^(?<cut>${open} (?:days|hours|minutes) (?:ago|from now))(?: |$)`),
    instead: (cut) => `${cut.split(' ').slice(1).join(' ')} counting support_hours`,
    why: byCalendar,
    guess: true,
  },
  {
    before: /(?:ago|from now)$/,
    after: /^(?<cut>in|during|within) \w+$/,
    instead: () => 'counting',
    why: byCalendar,
  },
  {
    before: new RegExp(`^anniversary of ${path}$`),
    after: /^(?<cut>(?:is |= )?today)(?: |$)/,
    instead: () => 'on today',
    why: 'An anniversary lies in a window or on a day.',
  },
  {
    before: /(?<cut>(?:group|per) :)$/,
    after: new RegExp(String.raw`^(?<cut>\[ ${path}(?: , ${path})+ \])`),
    instead: (cut) => {
      const [, word = '', list = ''] = /^(\w+) : \[ (.*) \]$/.exec(cut) ?? [];
      const names = list.replaceAll(' . ', '.').split(' , ');
      return names.map((name) => `${word}: ${name}`).join(', ');
    },
    why: 'Each attribute that makes a group is named by itself.',
  },
  {
    before: /(?<cut>(?:peer_\w+|rank|ntile|percent_rank|cumulative_share) \( [^()]* \))$/,
    after: new RegExp(`^(?<cut>(?:group|per) : ${path})(?: |$)`),
    instead: (cut) =>
      cut
        .replaceAll(' . ', '.')
        .replace(/^(\w+) \( (.*) \) (\w+) : (\S+)$/, '$1($2, $3: $4)')
        .replaceAll(' ,', ','),
    why: 'It is an argument; only `among { }` stands behind the parentheses.',
  },
];
