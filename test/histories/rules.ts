// Test support: what the segments of a history say. Each rule is a list of wordings; an edit goes from one to the next.
import { firmRules, orderRules } from './rules-of-others.ts';
import { personRules } from './rules-of-people.ts';

export type ObjectName = 'person' | 'firm' | 'order';

/** What a segment says; which wording and what it refers to are chosen by the history. */
export interface Rule {
  readonly object: ObjectName;
  /** Objects of the segments that it refers to. */
  readonly refers: readonly ObjectName[];
  /** Reads the log of what it refers to. */
  readonly history?: true;
  /** `@a` and `@b` stand for the names of what it refers to. */
  readonly wordings: readonly string[];
}

const plainRules: readonly Rule[] = [
  ...personRules.map((wordings) => ({ object: 'person', refers: [], wordings }) as const),
  ...firmRules.map((wordings) => ({ object: 'firm', refers: [], wordings }) as const),
  ...orderRules.map((wordings) => ({ object: 'order', refers: [], wordings }) as const),
];

const overPerson = { object: 'person', refers: ['person'] } as const;

const referringRules: readonly Rule[] = [
  {
    ...overPerson,
    wordings: ['not in segment @a; points >= 0', 'not in segment @a; points >= 5', 'in segment @a'],
  },
  {
    object: 'person',
    refers: ['person', 'person'],
    wordings: [
      'any of { in segment @a, in segment @b and country is known }',
      'at least 2 of { in segment @a, not in segment @b, seen_at in last 1 day }',
    ],
  },
  {
    object: 'person',
    refers: ['firm'],
    wordings: ['firm in segment @a', 'not firm in segment @a', 'firm.parent in segment @a'],
  },
  {
    object: 'firm',
    refers: ['person'],
    wordings: [
      'has at least 1 people where in segment @a',
      'has at least 2 people where in segment @a',
      'all people have not in segment @a',
      'has children where { has people where in segment @a }',
    ],
  },
  {
    object: 'person',
    refers: ['order'],
    wordings: [
      'has orders where in segment @a',
      'count(orders in last 7 days where not in segment @a) >= 1',
      'did seen where order in segment @a',
    ],
  },
  { object: 'order', refers: ['person'], wordings: ['person in segment @a'] },
  { object: 'order', refers: ['firm'], wordings: ['person.firm in segment @a'] },
  {
    ...overPerson,
    wordings: [
      'has friends where in segment @a',
      'count(friends where not in segment @a) >= 1',
      'count(firm.people where in segment @a) >= 2',
    ],
  },
  {
    ...overPerson,
    wordings: [
      'in segment @a | take bottom 1 by points with ties',
      'in segment @a | take bottom 2 by points with ties',
    ],
  },
  {
    ...overPerson,
    wordings: [
      'enter { in segment @a } leave { points < 4 or missing }',
      'enter { points > 4 } leave { not in segment @a }',
    ],
  },
  {
    ...overPerson,
    wordings: [
      'enter { in segment @a } leave { points < 3 or missing } | take top 50% by points',
      'enter { in segment @a } leave { points < 3 or missing } | take bottom 2 by points',
    ],
  },
  {
    ...overPerson,
    history: true,
    wordings: [1, 24, 48].map((hours) => `was in segment @a ${String(hours)} hours ago`),
  },
  {
    ...overPerson,
    history: true,
    wordings: [
      'entered segment @a in last 1 day',
      'entered segment @a in last 3 days',
      'entered segment @a',
    ],
  },
  {
    ...overPerson,
    history: true,
    wordings: [
      'left segment @a',
      'was not in segment @a in last 2 days',
      'left segment @a in last 1 day',
    ],
  },
  {
    object: 'firm',
    refers: ['firm'],
    history: true,
    wordings: ['was in segment @a 1 day ago', 'was in segment @a 3 days ago'],
  },
  {
    object: 'person',
    refers: ['firm'],
    history: true,
    wordings: ['firm was in segment @a 1 day ago', 'firm entered segment @a in last 3 days'],
  },
];

/** Those that refer to others come as often as those that do not. */
export const rules: readonly Rule[] = [
  ...plainRules,
  ...referringRules,
  ...referringRules,
  ...referringRules,
];

/** Lines of a wording are parted by `;`, `take` by `|`; `enter` and `leave`, and settings, are written out. */
export function wordingOf(rule: Rule, number: number, names: readonly string[]): string {
  const wording = rule.wordings[Math.abs(number) % rule.wordings.length] ?? '';
  const named = wording.replaceAll('@a', names[0] ?? '').replaceAll('@b', names[1] ?? '');
  const [settings = '', said = ''] = named.startsWith('publish:')
    ? named.split(' :: ')
    : ['', named];
  const [conditions = '', take = ''] = said.split('|');
  const lines = conditions.trim().split('; ').join('\n    ');
  const where = lines === '' || lines.startsWith('enter {') ? lines : `where {\n    ${lines}\n  }`;
  return [settings, where, take.trim()]
    .filter((part) => part !== '')
    .map((part) => `  ${part.replace('} leave', '}\n  leave')}\n`)
    .join('');
}

/** Whether it may read the table of the orders, as far as its words say. */
export function readsOrders(rule: Rule, number: number): boolean {
  const words = /order|spent|tier|place|sequence/;
  return rule.object === 'order' || words.test(wordingOf(rule, number, ['', '']));
}
