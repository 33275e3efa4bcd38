// Segments of which it is plain without any search that nothing can have changed since their last refresh.
import { must } from '../../../compiler/assert.ts';
import { madeOnce } from '../../../compiler/made-once.ts';
import type { PlannedSegment, RefreshPlan } from '../../../compiler/plan/refresh-plan.ts';
import { visitFeature } from '../../../compiler/plan/walk-ir.ts';
import { idOf, type RunState } from '../run-state.ts';
import type { Baseline } from './baselines.ts';

/** `planned`: as declared, or with conditions that stand for references. */
export function isNothingNew(run: RunState, planned: PlannedSegment, baseline: Baseline): boolean {
  const isTimeStill = !planned.timeDependent || baseline.now === run.plan.now;
  return (
    isTimeStill &&
    planned.historyOf.length === 0 &&
    !comparesEarlier(run, planned) &&
    areSourcesUnchanged(run, baseline) &&
    planned.dependsOn.every((name) => isUnchangedSince(run, name, baseline))
  );
}

/**
 * Whether earlier members are among those that are compared: how many are may be another number at every refresh after a change. Where a
 * condition alone looks at them, who stayed would stay again, by the same rows at the same time.
 */
function comparesEarlier({ plan }: RunState, { features }: PlannedSegment): boolean {
  const comparing = comparesEarlierIn(plan);
  return features.some((id) => comparing.has(id));
}

/** Ids of the features of a plan that look at earlier members: every segment asks for them. */
const comparesEarlierIn = madeOnce(findComparing);

function findComparing({ features }: RefreshPlan): ReadonlySet<string> {
  const comparing = new Set<string>();
  for (const feature of features) {
    visitFeature(feature, {
      predicate: (part) => {
        if (part.kind === 'member' && part.before === true) comparing.add(feature.id);
      },
    });
  }
  return comparing;
}

/** Of all sources of the run, also those of segments whose conditions stand for references: nobody found one changed since the baseline. */
function areSourcesUnchanged({ plan, changes }: RunState, { refresh }: Baseline): boolean {
  return plan.sources.every(({ entity }) => {
    const change = changes.find((one) => one.entity === entity);
    return change?.state.kind === 'unchanged' && change.lookedIn === refresh;
  });
}

/** The members of a segment that is looked up: computed before in this refresh, in the baseline or before that. */
function isUnchangedSince(run: RunState, name: string, { refresh }: Baseline): boolean {
  const computed = run.computed.get(name);
  if (computed?.kind !== 'fresh' || computed.publish === undefined) return false;
  const { outcome } = computed.publish;
  const published = must(run.registered.get(idOf(run, computed.planned)), name).published;
  return (
    outcome.entered + outcome.left === 0 &&
    published?.refresh !== undefined &&
    published.refresh <= refresh
  );
}
