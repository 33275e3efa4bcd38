// Part of compiler/analyze: segments that do not ask for a consent which the project requires of all of them.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedCondition } from '../check/checked.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { hasMembership } from '../lower/lower-reference.ts';
import { headOf } from './segment-head.ts';

/** Templates and drafts reach nobody by themselves. A segment that refers to one which asks, asks as well. */
export function reportConsents({ model, segments }: CheckedProject, reporter: Reporter): void {
  const required = model.project.consentRequired;
  if (required.length === 0) return;
  const asked = new Map<string, ReadonlySet<string>>();
  for (const segment of segments) {
    const own = required.filter((consent) => asksFor(consent, segment, asked));
    asked.set(segment.name, new Set(own));
    const missing = required.filter(
      (consent) =>
        !own.includes(consent) &&
        model.entities[`${segment.object}.consent.${consent}`] !== undefined,
    );
    const [first] = missing;
    if (first === undefined || !hasMembership(segment)) continue;
    const consents = missing.map((consent) => `\`${consent}\``).join(' and ');
    const args = { segment: segment.name, consents, first };
    reporter.report(catalogue.analysis.withoutConsent, headOf(segment), args);
  }
}

/** Segments come after those they refer to. */
function asksFor(
  consent: string,
  { where, hysteresis, excepts }: CheckedSegment,
  asked: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const asks = (condition: CheckedCondition): boolean => {
    if (condition.kind === 'all') return condition.conditions.some(asks);
    if (condition.kind === 'any') {
      return condition.conditions.length > 0 && condition.conditions.every(asks);
    }
    if (condition.kind === 'in_segment') {
      const isSo = asked.get(condition.segment)?.has(consent) === true;
      return isSo && !condition.negated && isOwn(condition.row);
    }
    if (condition.kind !== 'consents' && condition.kind !== 'consent_is') return false;
    if (condition.consent !== consent || !isOwn(condition.row)) return false;
    return condition.kind === 'consents' || (condition.state === 'granted' && !condition.negated);
  };
  /** Whether it holds for everybody who does not consent. */
  const catches = (condition: CheckedCondition): boolean => {
    if (condition.kind === 'not') return asks(condition.condition);
    if (condition.kind === 'any') return condition.conditions.some(catches);
    if (condition.kind === 'all')
      return isSome(condition.conditions) && condition.conditions.every(catches);
    return (
      condition.kind === 'none' && isSome(condition.conditions) && condition.conditions.every(asks)
    );
  };
  const out = hysteresis === undefined ? excepts : [hysteresis.leave, ...excepts];
  return asks(where) || out.some(catches);
}

function isSome(conditions: readonly CheckedCondition[]): boolean {
  return conditions.length > 0;
}

function isOwn({
  scope,
  hops,
}: {
  readonly scope: number;
  readonly hops: readonly string[];
}): boolean {
  return scope === 0 && hops.length === 0;
}
