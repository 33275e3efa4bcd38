// Conditions: which kind, and how they are combined.
import { comparison } from './make-comparisons.ts';
import { historyOf, inSample, inSegment } from './make-references.ts';
import {
  allHave,
  consent,
  exists,
  firstTime,
  inList,
  onPeriods,
  tagged,
} from './make-row-conditions.ts';
import { makeSequence } from './make-sequences.ts';
import { timeCondition } from './make-time-conditions.ts';
import type { Maker, Scope } from './maker.ts';

type Make = (maker: Maker, scope: Scope, depth: number) => string | undefined;

/** By weight in blocks of depth 0, and deeper. */
const kinds: readonly (readonly [number, number, Make])[] = [
  [30, 24, comparison],
  [16, 14, timeCondition],
  [2, 10, exists],
  [0, 3, allHave],
  [0, 3, firstTime],
  [0, 4, onPeriods],
  [0, 6, makeSequence],
  [3, 4, inSegment],
  [2, 4, historyOf],
  [2, 2, inSample],
  [2, 3, inList],
  [1, 2, tagged],
  [2, 3, consent],
];

/** A condition on one line, or in braces of its own. */
export function makeCondition(maker: Maker, scope: Scope, depth: number): string {
  if (depth > 0 && maker.random.chance(28)) return logic(maker, scope, depth);
  for (let tries = 0; tries < 8; tries += 1) {
    const weights = kinds.map(([flat, deep, make]) => [depth > 0 ? deep : flat, make] as const);
    const made = maker.random.weighted(weights)(maker, scope, depth);
    if (made !== undefined) return made;
  }
  return 'now before now + 1 day';
}

function logic(maker: Maker, scope: Scope, depth: number): string {
  const { random } = maker;
  const one = (): string => makeCondition(maker, scope, depth - 1);
  const count = random.between(2, 3);
  const lines = Array.from({ length: count }, one);
  switch (random.pick(['and', 'or', 'or', 'not', 'any', 'all', 'none', 'count', 'count'])) {
    case 'and':
      return lines.map((line) => `(${line})`).join(' and ');
    case 'or':
      return lines.map((line) => `(${line})`).join(' or ');
    case 'not':
      return `not (${one()})`;
    case 'any':
      return `any of {\n${lines.join('\n')}\n}`;
    case 'all':
      return `all of {\n${lines.join('\n')}\n}`;
    case 'none':
      return `none of {\n${lines.join('\n')}\n}`;
    default: {
      const how = random.pick(['at least', 'more than', 'exactly', 'at most', 'less than']);
      return `${how} ${random.between(1, count - 1)} of {\n${lines.join('\n')}\n}`;
    }
  }
}
