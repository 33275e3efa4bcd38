// Test support: the segments of a history and how they are edited: changed, renamed, removed, added, paused and guarded.

/** What a segment says; its numbers and what it refers to are chosen by the history. */
export interface Rule {
  readonly object: 'person' | 'firm';
  /** Objects of the segments that it refers to. */
  readonly refers: readonly ('person' | 'firm')[];
  /** Reads the log of what it refers to. */
  readonly history?: true;
  readonly text: (number: number, names: readonly string[]) => string;
}

function where(line: string): string {
  return `  where {\n    ${line}\n  }\n`;
}

function pick<T>(items: readonly [T, ...T[]], choice: number): T {
  return items[Math.abs(choice) % items.length] ?? items[0];
}

const personOnly = { object: 'person', refers: [] } as const;
const firmOnly = { object: 'firm', refers: [] } as const;
const overPerson = { object: 'person', refers: ['person'] } as const;

const plainRules: readonly Rule[] = [
  { ...personOnly, text: (n) => where(`country = "${pick(['PL', 'DE'], n)}"`) },
  { ...personOnly, text: (n) => where(`points > ${pick([2, 4, 7], n)}`) },
  { ...personOnly, text: (n) => where(`points < ${pick([1, 5, 8], n)} or missing`) },
  { ...personOnly, text: (n) => where(`seen_at in last ${pick([1, 2, 7], n)} days`) },
  { ...personOnly, text: (n) => where(`seen_at more than ${pick([1, 24, 48], n)} hours ago`) },
  {
    ...personOnly,
    text: (n) =>
      where(`seen_at in ${pick(['this month', 'previous week', 'last 2 full days'], n)}`),
  },
  {
    ...personOnly,
    text: (n) => where(`anniversary of born_on in next ${pick([7, 30, 100], n)} days`),
  },
  {
    ...personOnly,
    text: (n) =>
      where(
        `count(orders in last ${pick([1, 3, 30], n)} days where status = "paid") >= ${pick([1, 2], n)}`,
      ),
  },
  { ...personOnly, text: (n) => where(`spent >= ${pick([50, 100], n)} USD`) },
  { ...personOnly, text: (n) => where(`did not seen in last ${pick([1, 7], n)} days`) },
  { ...personOnly, text: (n) => where(`third = ${pick([1, 2, 3], n)}`) },
  { ...personOnly, text: (n) => where(`in sample ${pick([20, 50, 80], n)}% seed "s"`) },
  {
    ...personOnly,
    text: (n) => where(pick(['consents to mail', 'consent mail is unknown', 'tagged "vip"'], n)),
  },
  {
    ...personOnly,
    text: (n) =>
      where(
        `did sequence in last ${pick([3, 30], n)} days {\n      seen\n      then no orders within ${pick([1, 2], n)} days\n    }`,
      ),
  },
  { ...personOnly, text: (n) => `  take top ${pick([1, 2, 3], n)} by points\n` },
  { ...personOnly, text: (n) => `  take top ${pick([30, 50], n)}% by spent per country\n` },
  {
    ...personOnly,
    text: (n) =>
      `  enter {\n    points > ${pick([4, 7], n)}\n  }\n  leave {\n    points < ${pick([3, 4], n)} or missing\n  }\n`,
  },
  {
    ...personOnly,
    text: (n) =>
      `  enter {\n    did seen in last ${pick([1, 2], n)} days\n  }\n  leave {\n    did not seen in last ${pick([3, 30], n)} days\n  }\n`,
  },
  {
    ...firmOnly,
    text: (n) => where(`has at least ${pick([1, 2], n)} people where points > ${pick([2, 4], n)}`),
  },
  {
    ...firmOnly,
    text: (n) => where(`sum(people.orders.total in last ${pick([3, 30], n)} days) > 60 USD`),
  },
];

const referringRules: readonly Rule[] = [
  {
    ...overPerson,
    text: (n, [a]) => where(`not in segment ${a}\n    points >= ${pick([0, 5], n)}`),
  },
  {
    object: 'person',
    refers: ['person', 'person'],
    text: (_n, [a, b]) =>
      where(`any of {\n      in segment ${a}\n      in segment ${b} and country is known\n    }`),
  },
  { object: 'person', refers: ['firm'], text: (_n, [a]) => where(`firm in segment ${a}`) },
  {
    object: 'firm',
    refers: ['person'],
    text: (n, [a]) => where(`has at least ${pick([1, 2], n)} people where in segment ${a}`),
  },
  {
    ...overPerson,
    text: (n, [a]) =>
      `${where(`in segment ${a}`)}  take bottom ${pick([1, 2], n)} by points with ties\n`,
  },
  {
    ...overPerson,
    history: true,
    text: (n, [a]) => where(`was in segment ${a} ${pick([1, 24, 48], n)} hours ago`),
  },
  {
    ...overPerson,
    history: true,
    text: (n, [a]) => where(`entered segment ${a} in last ${pick([1, 3], n)} days`),
  },
  {
    ...overPerson,
    history: true,
    text: (n, [a]) =>
      where(pick([`left segment ${a}`, `was not in segment ${a} in last 2 days`], n)),
  },
  {
    object: 'firm',
    refers: ['firm'],
    history: true,
    text: (n, [a]) => where(`was in segment ${a} ${pick([1, 3], n)} days ago`),
  },
];

export const rules: readonly Rule[] = [...plainRules, ...referringRules, ...referringRules];

export const guards: readonly (string | undefined)[] = [
  undefined,
  'not empty',
  'size_change at most 50%',
  'leavers at most 1',
  'size at most 3',
  undefined,
];

export interface Defined {
  readonly id: number;
  readonly name: string;
  readonly rule: Rule;
  readonly number: number;
  /** Ids of segments. */
  readonly refers: readonly number[];
  readonly paused: boolean;
  readonly guard: string | undefined;
  readonly renamedFrom: string | undefined;
  /** Its name at the last refresh; undefined before its first. */
  readonly publishedName: string | undefined;
}

/** Numbers that an edit is made of; each is taken modulo what there is to choose. */
export interface Edit {
  readonly what: 'add' | 'change' | 'rename' | 'remove' | 'pause' | 'guard';
  readonly which: number;
  readonly number: number;
}

export function edited(
  defined: readonly Defined[],
  edit: Edit,
  nextId: number,
): readonly Defined[] {
  if (edit.what === 'add') return [...defined, added(defined, edit, nextId)];
  const index = Math.abs(edit.which) % Math.max(1, defined.length);
  const one = defined[index];
  if (one === undefined) return defined;
  const replaced = (changes: Partial<Defined>): readonly Defined[] =>
    defined.with(index, { ...one, ...changes });
  switch (edit.what) {
    case 'change':
      return replaced({ number: one.number + 1 + Math.abs(edit.number) });
    case 'rename':
      // A name is used once, so that no segment takes over the past of another.
      return replaced({ name: `s${one.id}_${nextId}`, renamedFrom: one.publishedName });
    case 'remove':
      return defined.some(({ refers }) => refers.includes(one.id))
        ? defined
        : defined.toSpliced(index, 1);
    case 'pause':
      // One that was never published would leave those that refer to it without an answer.
      return replaced({ paused: one.publishedName !== undefined && !one.paused });
    case 'guard':
      return replaced({ guard: guards[Math.abs(edit.number) % guards.length] });
  }
}

function added(defined: readonly Defined[], { which, number }: Edit, id: number): Defined {
  const start = Math.abs(which) % rules.length;
  // The first rule from there on that finds what it refers to.
  const rule = [...rules.slice(start), ...rules].find(({ refers }) =>
    refers.every((object) => defined.some((one) => one.rule.object === object)),
  );
  if (rule === undefined) throw new Error('some rule refers to nothing');
  const refers = rule.refers.map((object, place) => {
    const fit = defined.filter((one) => one.rule.object === object);
    return fit[(Math.abs(number) + place) % fit.length]?.id ?? 0;
  });
  const fresh = { paused: false, renamedFrom: undefined, publishedName: undefined };
  const guard = number % 2 === 0 ? undefined : guards[Math.abs(which + number) % guards.length];
  return { id, name: `s${id}`, rule, number, refers, guard, ...fresh };
}

/** The `.seg` text of all. */
export function textOf(defined: readonly Defined[]): string {
  const names = new Map(defined.map(({ id, name }) => [id, name]));
  return defined
    .map(({ name, rule, number, refers, paused, guard, renamedFrom }) => {
      const lines = [
        ...(guard === undefined ? [] : [`  guard: ${guard}\n`]),
        ...(paused ? ['  status: paused\n'] : []),
        ...(renamedFrom === undefined ? [] : [`  renamed_from: "${renamedFrom}"\n`]),
        rule.text(
          number,
          refers.map((id) => names.get(id) ?? ''),
        ),
      ];
      return `segment ${name} of ${rule.object} {\n${lines.join('')}}\n`;
    })
    .join('\n');
}
