// Test support: the segments of a history and how they are edited: changed, renamed, removed, added, paused and guarded.

import { type Rule, rules, wordingOf } from './rules.ts';

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
  /** Compiled into those that refer to it, until it is made active, which it then stays. */
  readonly draft: boolean;
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
      if (one.draft) return replaced({ draft: false });
      // One that was never published would leave those that refer to it without an answer.
      return replaced({ paused: one.publishedName !== undefined && !one.paused });
    case 'guard':
      return replaced({ guard: guards[Math.abs(edit.number) % guards.length] });
  }
}

function added(defined: readonly Defined[], { which, number }: Edit, id: number): Defined {
  const start = Math.abs(which) % rules.length;
  // Drafts have no history.
  const fitting = (object: Rule['object'], history: Rule['history']): readonly Defined[] =>
    defined.filter((one) => one.rule.object === object && !(history === true && one.draft));
  // The first rule from there on that finds what it refers to.
  const rule = [...rules.slice(start), ...rules].find(({ refers, history }) =>
    refers.every((object) => fitting(object, history).length > 0),
  );
  if (rule === undefined) throw new Error('some rule refers to nothing');
  const refers = rule.refers.map((object, place) => {
    const fit = fitting(object, rule.history);
    return fit[(Math.abs(number) + place) % fit.length]?.id ?? 0;
  });
  const fresh = {
    paused: false,
    draft: number % 8 === 7,
    renamedFrom: undefined,
    publishedName: undefined,
  };
  const guard = number % 2 === 0 ? undefined : guards[Math.abs(which + number) % guards.length];
  return { id, name: `s${id}`, rule, number, refers, guard, ...fresh };
}

/** The `.seg` text of all. */
export function textOf(defined: readonly Defined[]): string {
  const names = new Map(defined.map(({ id, name }) => [id, name]));
  return defined
    .map(({ name, rule, number, refers, paused, draft, guard, renamedFrom }) => {
      const lines = [
        ...(guard === undefined ? [] : [`  guard: ${guard}\n`]),
        ...(paused ? ['  status: paused\n'] : []),
        ...(draft ? ['  status: draft\n'] : []),
        ...(renamedFrom === undefined ? [] : [`  renamed_from: "${renamedFrom}"\n`]),
        wordingOf(
          rule,
          number,
          refers.map((id) => names.get(id) ?? ''),
        ),
      ];
      return `segment ${name} of ${rule.object} {\n${lines.join('')}}\n`;
    })
    .join('\n');
}
