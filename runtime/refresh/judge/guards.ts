// Guards of a segment against the numbers of one refresh. Pure.
import { assertNever } from '../../../compiler/assert.ts';
import type { Guard } from '../../../compiler/check/checked-project.ts';
import type { GuardOutcome } from '../report.ts';

export interface GuardFacts {
  /** Undefined at the first refresh. */
  readonly sizeBefore: number | undefined;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
  /** Broken guards do not hold the segment. */
  readonly overridden: boolean;
}

/** One outcome per bound. Guards of change do not apply to the first refresh, nor shares to a segment that was empty. */
export function judgeGuards(guards: readonly Guard[], facts: GuardFacts): readonly GuardOutcome[] {
  return guards.flatMap((guard) => bounds(guard, facts)).map((bound) => judge(bound, facts));
}

interface Bound {
  readonly guard: string;
  /** Undefined: does not apply. */
  readonly observed: number | undefined;
  readonly atLeast: boolean;
  readonly limit: number;
}

function bounds(guard: Guard, facts: GuardFacts): readonly Bound[] {
  const { size, entered, left } = facts;
  switch (guard.kind) {
    case 'size_change':
      return [atMost('size_change', guard.atMost, share(entered + left, facts), true)];
    case 'leavers':
    case 'enterers': {
      const count = guard.kind === 'leavers' ? left : entered;
      const observed = guard.share ? share(count, facts) : changes(count, facts);
      return [atMost(guard.kind, guard.atMost, observed, guard.share)];
    }
    case 'not_empty':
      return [{ guard: 'not empty', observed: size, atLeast: true, limit: 1 }];
    case 'size':
      return [
        ...(guard.atLeast === undefined
          ? []
          : [
              {
                guard: `size at least ${guard.atLeast}`,
                observed: size,
                atLeast: true,
                limit: guard.atLeast,
              },
            ]),
        ...(guard.atMost === undefined ? [] : [atMost('size', guard.atMost, size, false)]),
      ];
    default:
      return assertNever(guard);
  }
}

function atMost(
  measure: string,
  limit: number,
  observed: number | undefined,
  isShare: boolean,
): Bound {
  const shown = isShare ? `${Number((limit * 100).toFixed(6))}%` : String(limit);
  return { guard: `${measure} at most ${shown}`, observed, atLeast: false, limit };
}

function changes(count: number, { sizeBefore }: GuardFacts): number | undefined {
  return sizeBefore === undefined ? undefined : count;
}

function share(count: number, { sizeBefore }: GuardFacts): number | undefined {
  return sizeBefore === undefined || sizeBefore === 0 ? undefined : count / sizeBefore;
}

function judge(bound: Bound, facts: GuardFacts): GuardOutcome {
  const { guard, observed, limit } = bound;
  if (observed === undefined) return { guard, status: 'not_applicable', observed, limit };
  const holds = bound.atLeast ? observed >= limit : observed <= limit;
  const broken = facts.overridden ? 'overridden' : 'broken';
  return { guard, status: holds ? 'passed' : broken, observed, limit };
}
