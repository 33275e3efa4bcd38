// Test support: why members changed, where that can be known from outside.
import type { Defined } from './definitions.ts';
import type { PublishedChange } from './published-state.ts';
import type { Instant } from './data.ts';
import { wordingOf } from './rules.ts';

/** When a segment was last published, and what it said then. */
export interface LastPublish {
  readonly now: Instant;
  readonly dataVersion: number;
  readonly meaning: string;
  /** Number of the refresh. */
  readonly refresh: number;
}

export interface Reasoned {
  /** Of this refresh. */
  readonly changes: readonly PublishedChange[];
  readonly defined: readonly Defined[];
  /** By id. */
  readonly meanings: ReadonlyMap<number, string>;
  readonly last: ReadonlyMap<number, LastPublish>;
  readonly now: Instant;
  readonly dataVersion: number;
  readonly refresh: number;
  /** Names of those that can change without time and without new data (restless.ts): such changes count as data. */
  readonly restless: ReadonlySet<string>;
}

function referredIds(one: Defined): readonly number[] {
  return one.rule.history === true ? [] : one.refers;
}

/**
 * By id: its own text and that of all that it refers to, and under which names. Of one that keeps its members it is what it
 * was when they were computed.
 */
export function meaningsOf(
  defined: readonly Defined[],
  last: ReadonlyMap<number, LastPublish>,
  isRefreshed: (segment: string) => boolean,
): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>();
  const meaning = (one: Defined): string => {
    const known = meanings.get(one.id);
    if (known !== undefined) return known;
    const parts = one.refers.map((id) => {
      const referred = defined.find((other) => other.id === id);
      if (referred === undefined) return '';
      // A draft that is made active means the same, and may count as another text.
      const name = referred.draft ? `s${String(id)}_0` : referred.name;
      return one.rule.history === true ? name : `${name}: ${meaning(referred)}`;
    });
    const said =
      one.draft || isRefreshed(one.name)
        ? JSON.stringify([wordingOf(one.rule, one.number, ['a', 'b']), parts])
        : (last.get(one.id)?.meaning ?? '');
    meanings.set(one.id, said);
    return said;
  };
  for (const one of defined) meaning(one);
  return meanings;
}

/** The same without names: two texts that differ here mean something else. */
function withoutNames(meaning: string): string {
  return meaning.replaceAll(/s\d+(_\d+)?/g, 's');
}

/** Ids of all whose members it looks up, itself included. */
function closureOf(one: Defined, defined: readonly Defined[]): readonly Defined[] {
  const referred = referredIds(one).flatMap((id) => defined.filter((other) => other.id === id));
  return [one, ...referred.flatMap((other) => closureOf(other, defined))];
}

/** Reasons that changes of the segment may have; undefined: nobody outside can know. */
function allowed(one: Defined, reasoned: Reasoned): readonly string[] | undefined {
  const { last, meanings, defined, now, dataVersion, restless } = reasoned;
  const before = last.get(one.id);
  if (before === undefined) return ['first'];
  const meaning = meanings.get(one.id) ?? '';
  if (meaning !== before.meaning) {
    const isEdited = withoutNames(meaning) !== withoutNames(before.meaning);
    return isEdited ? ['definition'] : undefined;
  }
  const closure = closureOf(one, defined);
  const isStable = closure.every(
    ({ id, paused }) => !paused && last.get(id)?.refresh === before.refresh,
  );
  if (!isStable) return ['data', 'time'];
  if (before.now === now) return ['data'];
  const isTime = before.dataVersion === dataVersion && !restless.has(one.name);
  return isTime ? ['time'] : ['data', 'time'];
}

/** One line for each change with a reason that cannot be. */
export function judgeReasons(reasoned: Reasoned): readonly string[] {
  return reasoned.defined.flatMap((one) => {
    const reasons = allowed(one, reasoned);
    return reasoned.changes
      .filter(({ segment, reason }) => segment === one.name && reasons?.includes(reason) === false)
      .map(
        ({ key, change, reason }) =>
          `${one.name}: ${key} ${change} by ${reason}, which must be ${reasons?.join(' or ') ?? ''}`,
      );
  });
}
