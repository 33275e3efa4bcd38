// Test support: what a claim is: a relation between sets of members, some of them of segments that exist for the claim only.
import type { CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import { type BrokenLaw, compareKeys, without } from './broken-law.ts';
import type { Keys, Members } from './members.ts';

/** Sets of objects, by names of segments. */
export type SetOf =
  | { readonly kind: 'members'; readonly segment: string }
  | { readonly kind: 'union' | 'intersection'; readonly of: readonly SetOf[] }
  | { readonly kind: 'minus'; readonly whole: SetOf; readonly part: SetOf };

export interface Claim {
  /** The law, as a sentence. */
  readonly law: string;
  /** The segment that it is about. */
  readonly about: CheckedSegment;
  readonly holds:
    | { readonly kind: 'equal' | 'subset'; readonly of: SetOf; readonly by: SetOf }
    /** The parts share nothing and are the whole together. */
    | { readonly kind: 'partition'; readonly parts: readonly SetOf[]; readonly whole: SetOf };
}

/** Claims about one project, and the segments that they need beside its own. */
export class ClaimBook {
  readonly claims: Claim[] = [];
  readonly #segments = new Map<string, CheckedSegment>();
  #next = 1;

  get segments(): readonly CheckedSegment[] {
    return [...this.#segments.values()];
  }

  claim(law: string, about: CheckedSegment, holds: Claim['holds']): void {
    this.claims.push({ law, about, holds });
  }

  /** The members that a segment like this one would have. */
  like(segment: CheckedSegment, changes: Partial<CheckedSegment>): SetOf {
    const name = `law_${String(this.#next)}`;
    this.#next += 1;
    const settings = { ...segment.settings, publish: [], status: 'active' as const };
    this.#segments.set(name, { ...segment, excepts: [], settings, ...changes, name });
    return { kind: 'members', segment: name };
  }

  /** Every object of the segment's type for which the condition holds. */
  where(segment: CheckedSegment, where: CheckedCondition): SetOf {
    return this.like(segment, { where, take: undefined, hysteresis: undefined });
  }

  everyone(segment: CheckedSegment): SetOf {
    const name = `law_everyone_${segment.object}`;
    if (!this.#segments.has(name)) {
      const where: CheckedCondition = { kind: 'constant', value: true, span: segment.span };
      const settings = { ...segment.settings, publish: [], status: 'active' as const };
      const bare = { parameters: [], hysteresis: undefined, excepts: [], take: undefined };
      const made = { ...segment, ...bare, refersTo: [], settings, where, name };
      this.#segments.set(name, made);
    }
    return { kind: 'members', segment: name };
  }
}

export function members(segment: CheckedSegment): SetOf {
  return { kind: 'members', segment: segment.name };
}

export function union(...of: readonly SetOf[]): SetOf {
  return { kind: 'union', of };
}

export function minus(whole: SetOf, part: SetOf): SetOf {
  return { kind: 'minus', whole, part };
}

function keysOf(set: SetOf, found: Members): Keys {
  switch (set.kind) {
    case 'members': {
      const keys = found.get(set.segment);
      if (keys === undefined) throw new Error(`no members of ${set.segment}`);
      return keys;
    }
    case 'union':
      return new Set(set.of.flatMap((one) => [...keysOf(one, found)]));
    case 'intersection': {
      const [first, ...rest] = set.of.map((one) => keysOf(one, found));
      return new Set([...(first ?? [])].filter((key) => rest.every((keys) => keys.has(key))));
    }
    case 'minus':
      return new Set(without(keysOf(set.whole, found), keysOf(set.part, found)));
  }
}

/** Undefined when the claim holds. */
export function judge({ law, about, holds }: Claim, found: Members): BrokenLaw | undefined {
  const told = { segment: about.name, definition: about.definition };
  if (holds.kind !== 'partition') {
    const of = keysOf(holds.of, found);
    const by = keysOf(holds.by, found);
    const shared = new Set([...of].filter((key) => by.has(key)));
    return compareKeys(law, told, of, holds.kind === 'equal' ? by : shared);
  }
  const parts = holds.parts.map((part) => [...keysOf(part, found)]).flat();
  const whole = keysOf(holds.whole, found);
  const broken = compareKeys(law, told, new Set(parts), whole);
  if (broken !== undefined || parts.length === whole.size) return broken;
  const twice = parts.filter((key, index) => parts.indexOf(key) !== index);
  return { law: `${law} (in two parts)`, ...told, surplus: twice, missing: [] };
}
