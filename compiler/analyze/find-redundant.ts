// Part of compiler/analyze: of conditions on the same subject, those that the others already imply.
import type { Predicate } from '../lower/ir.ts';
import {
  type Conjunction,
  type Known,
  newConjunction,
  add,
  type Part,
  proves,
} from './conjunction.ts';

export interface Redundant {
  readonly weaker: Predicate;
  /** A condition that implies it. */
  readonly stronger: Predicate;
}

/** `x is known` beside another condition on x says something to readers, and is never called redundant. */
export function findRedundant(conjunction: Conjunction): readonly Redundant[] {
  const found: Redundant[] = [];
  for (const { parts } of conjunction.subjects.values()) {
    if (parts.length > 1) found.push(...redundantAmong(parts));
  }
  const alone = { subjects: conjunction.subjects, anys: [] };
  for (const any of conjunction.anys) {
    if (!proves(alone, any)) continue;
    const stronger = provingAtom(conjunction.subjects.values(), any);
    if (stronger !== undefined) found.push({ weaker: any, stronger });
  }
  return found;
}

/** Of two that say the same, the later. */
function redundantAmong(parts: readonly Part[]): readonly Redundant[] {
  return parts.flatMap((weaker, index) => {
    if (weaker.kind === 'known') return [];
    const stronger = parts.find(
      (other, at) =>
        at !== index &&
        other.kind !== 'known' &&
        implies(other, weaker) &&
        (at < index || !implies(weaker, other)),
    );
    return stronger === undefined ? [] : [{ weaker, stronger }];
  });
}

function implies(stronger: Part, weaker: Part): boolean {
  const alone = newConjunction();
  return add(stronger, alone) === undefined && proves(alone, weaker);
}

function provingAtom(
  knowns: Iterable<Known>,
  any: Extract<Predicate, { kind: 'any' }>,
): Part | undefined {
  for (const { parts } of knowns) {
    const found = parts.find((atom) => {
      const alone = newConjunction();
      return atom.kind !== 'known' && add(atom, alone) === undefined && proves(alone, any);
    });
    if (found !== undefined) return found;
  }
  return undefined;
}
