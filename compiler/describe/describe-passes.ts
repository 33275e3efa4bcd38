// Part of compiler/describe: what is computed to decide segments: passes over tables with their features, and the reasons why. JSON-safe.
import { must } from '../assert.ts';
import { featuresById } from '../plan/parts-of-plan.ts';
import type { PassReason } from '../plan/pass-reasons.ts';
import { planTogether } from '../plan/plan-together.ts';
import type { AnyPlannedFeature, RefreshPlan } from '../plan/refresh-plan.ts';
import type { SqlDialect } from '../sql/dialect.ts';
import {
  type ConditionCounts,
  outlineAlone,
  outlineTogether,
  type QueryOutline,
} from '../sql/outline-query.ts';
import type { SegmentRelations } from '../sql/query.ts';
import { filterText, pathText, windowText } from './feature-text.ts';
import type { FeatureTextOf } from './value-text.ts';

export interface DescribedPasses {
  readonly passes: readonly DescribedPass[];
  readonly conditions: ConditionCounts;
}

/** One table of values: a row per object that rows are counted for. */
export interface DescribedPass {
  /** The object that the values are of. */
  readonly of: string;
  /** Relations from there, `orders.lines`; empty for what compares the objects themselves. */
  readonly path: string;
  /** Tables of the path, as written in the model; the log of a segment is none of them. */
  readonly tables: readonly string[];
  /** Which rows are read, in the words of the language; undefined: all. */
  readonly window: string | undefined;
  readonly filter: string | undefined;
  readonly features: readonly DescribedFeature[];
  /** Different ones, in the order of the features; none for a segment that is decided alone. */
  readonly reasons: readonly PassReason[];
}

export interface DescribedFeature {
  readonly text: string;
  /** Names of segments that use it, of those that are decided here, sorted. */
  readonly segments: readonly string[];
}

export interface DescribingPasses {
  readonly plan: RefreshPlan;
  /** Of the features of the plan. */
  readonly texts: FeatureTextOf;
  readonly dialect: SqlDialect;
  readonly relations: SegmentRelations;
}

/** Of segments of one object that are decided together; references among them are none any more. */
export function describeTogether(
  { plan, texts, dialect, relations }: DescribingPasses,
  names: readonly string[],
): DescribedPasses {
  const segments = new Set(names);
  const shared = planTogether(plan, segments, segments);
  const outline = outlineTogether(shared.plan, segments, dialect, relations);
  const reasons = new Map(shared.reasons.map(({ feature, reason }) => [feature, reason]));
  return describeOutline(outline, { plan: shared.plan, segments, reasons, texts });
}

/** Of a segment that is decided by a query of its own. */
export function describeAlone(
  { plan, texts, dialect, relations }: DescribingPasses,
  name: string,
): DescribedPasses {
  const outline = outlineAlone(plan, name, dialect, relations);
  return describeOutline(outline, { plan, segments: new Set([name]), reasons: new Map(), texts });
}

interface Outlined {
  readonly plan: RefreshPlan;
  readonly segments: ReadonlySet<string>;
  readonly reasons: ReadonlyMap<string, PassReason>;
  readonly texts: FeatureTextOf;
}

function describeOutline(
  { tables, conditions }: QueryOutline,
  outlined: Outlined,
): DescribedPasses {
  const byId = featuresById(outlined.plan);
  const passes = tables.map((ids) =>
    describePass(
      ids.map((id) => must(byId.get(id), `feature ${id}`)),
      outlined,
    ),
  );
  return { passes, conditions };
}

function describePass(
  features: readonly AnyPlannedFeature[],
  { plan, segments, reasons, texts }: Outlined,
): DescribedPass {
  const first = must(features[0], 'a feature');
  return {
    of: first.anchor,
    ...rowsOf(plan, first, texts),
    features: features.map(({ id, usedBy }) => ({
      text: texts(id),
      segments: usedBy.filter((name) => segments.has(name)),
    })),
    reasons: different(features.flatMap(({ id }) => reasons.get(id) ?? [])),
  };
}

type PassRows = Pick<DescribedPass, 'path' | 'tables' | 'window' | 'filter'>;

/** All features of a pass reduce the same rows. */
function rowsOf(plan: RefreshPlan, feature: AnyPlannedFeature, texts: FeatureTextOf): PassRows {
  if (feature.kind === 'population') {
    const filter = filterText({ filter: feature.among }, texts);
    return { path: '', tables: tablesOf(plan, [feature.anchor]), window: undefined, filter };
  }
  return {
    path: pathText(feature.path),
    tables: tablesOf(
      plan,
      feature.path.map(({ to }) => to),
    ),
    window: windowText(feature, texts),
    filter: filterText(feature, texts),
  };
}

function tablesOf({ entities }: RefreshPlan, ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const { table, logOf } = must(entities[id], `entity ${id}`);
    return logOf === undefined ? [table.join('.')] : [];
  });
}

/** Reasons are few and plain, so that equal texts are equal reasons. */
function different(reasons: readonly PassReason[]): readonly PassReason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
