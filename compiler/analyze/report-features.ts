// Part of compiler/analyze: collections whose rows cannot exist, windows beyond what a table keeps, and paths that take rows
// more than once. Each collection is looked at once, wherever it is written.
import type { Model } from '../check/model.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Feature, TimePoint } from '../lower/ir.ts';
import type { FeatureOrigin, LineLowering } from '../lower/lower-lines.ts';
import { findFanOut } from './find-fan-out.ts';
import { findClashes } from './find-clashes.ts';
import { reportClash } from './report-clashes.ts';
import { comparePoints } from './time-order.ts';

export function reportFeatures(model: Model, lowering: LineLowering, reporter: Reporter): void {
  for (const feature of lowering.features.values()) {
    reportImpossibleRows(feature, lowering, reporter);
    const origin = lowering.featureOrigins.get(feature.id);
    if (origin === undefined) continue;
    reportRetention(feature, origin, model, reporter);
    const fanOut = findFanOut(feature);
    if (fanOut !== undefined) reporter.report(catalogue.analysis.fanOut, origin.collection, fanOut);
  }
}

function reportImpossibleRows(
  { filter, path }: Feature,
  { originOf }: LineLowering,
  reporter: Reporter,
): void {
  if (filter.kind !== 'all' && filter.kind !== 'any') return;
  const object = path.at(-1)?.to ?? 'row';
  const { clash, dead } = findClashes([filter]);
  for (const one of dead) reportClash(one, { object, where: 'alternative' }, originOf, reporter);
  if (clash !== undefined) reportClash(clash, { object, where: 'rows' }, originOf, reporter);
}

function reportRetention(
  { path, window }: Feature,
  origin: FeatureOrigin,
  model: Model,
  reporter: Reporter,
): void {
  const entity = path.at(-1)?.to ?? '';
  const kept = model.entities[entity]?.tracking.retention;
  const start = window?.start?.value;
  if (kept === undefined || start?.kind !== 'time_point') return;
  const steps = [{ amount: -kept.amount, unit: kept.unit }];
  const oldest: TimePoint = { kind: 'instant', base: 'now', start: undefined, steps };
  const order = comparePoints(start.point, oldest);
  if (order === undefined || order >= 0) return;
  const text = `${kept.amount} ${kept.unit}${kept.amount === 1 ? '' : 's'}`;
  const args = { entity, kept: text };
  reporter.report(catalogue.analysis.beyondRetention, origin.window ?? origin.collection, args);
}
