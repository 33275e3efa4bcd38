// Part of compiler/boundaries: which cases show a condition: one for each side of each threshold, one without the value, one for
// each alternative.
import type { CheckedCondition } from '../check/checked.ts';
import { readCondition } from './read-condition.ts';
import { namesOf } from './require-owned.ts';
import { sequenceChanges } from './require-sequence.ts';
import { DeadEnd } from './search.ts';
import type { Side, Standing } from './solving.ts';

/** `at` is over rows of which nothing is said. */
export function sidesOf(condition: CheckedCondition, at: Standing): readonly Side[] {
  switch (condition.kind) {
    case 'consents':
    case 'consent_is':
      return (['granted', 'denied', 'unknown'] as const).map((state) => ({ kind: 'state', state }));
    case 'tagged':
    case 'in_list':
      return edges(namesOf(condition, at).length + 1);
    case 'sequence':
      return [...edges(sequenceChanges(condition).length), { kind: 'true' }, { kind: 'false' }];
    case 'membership_history': {
      const { time, event } = condition;
      const isDuring = time?.kind === 'during' && event !== 'was_in';
      const isAgo = time?.kind === 'ago' && event === 'was_in';
      return [...edges(isDuring || isAgo ? 2 : 0), { kind: 'true' }, { kind: 'false' }];
    }
    case 'in_sample':
    case 'all_have':
      return [{ kind: 'true' }, { kind: 'false' }];
    case 'all':
    case 'anniversary':
    case 'any':
    case 'array_has':
    case 'arrays_meet':
    case 'compare':
    case 'constant':
    case 'count_of':
    case 'distance':
    case 'exists':
    case 'in_range':
    case 'in_segment':
    case 'in_set':
    case 'in_window':
    case 'is_missing':
    case 'moment':
    case 'none':
    case 'not':
    case 'text_match':
    case 'truth':
    default:
      return valueSides(condition, at);
  }
}

function edges(count: number): readonly Side[] {
  return Array.from({ length: count }, (_, index) => ({ kind: 'edge', index }) as const);
}

function valueSides(condition: CheckedCondition, at: Standing): readonly Side[] {
  try {
    const reading = readCondition(condition, at);
    if (reading === undefined) return [];
    const isCount = condition.kind === 'exists';
    const missing = isCount ? [] : [{ kind: 'missing' } as const];
    return [...edges(reading.edges.length), ...missing, { kind: 'true' }, { kind: 'false' }];
  } catch (error) {
    if (error instanceof DeadEnd) return [{ kind: 'true' }, { kind: 'false' }];
    throw error;
  }
}
