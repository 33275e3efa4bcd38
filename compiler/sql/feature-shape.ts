// Part of compiler/sql: what is known of the number that a feature gives (number-shape.ts).
import { assertNever } from '../assert.ts';
import type { Reducer, Value } from '../lower/ir.ts';
import type { AnyPlannedFeature } from '../plan/refresh-plan.ts';
import { counted, double, type NumberShape, shapeOf, totalShape } from './number-shape.ts';
import { featureOf, type Query } from './query.ts';

/** Of a feature, found once per query. */
export function shapeOfFeature(query: Query, id: string): NumberShape {
  const known = query.shapes.get(id);
  if (known !== undefined) return known;
  const found = measured(query, featureOf(query.features, id));
  query.shapes.set(id, found);
  return found;
}

function measured(query: Query, feature: AnyPlannedFeature): NumberShape {
  const inner = (value: Value): NumberShape =>
    shapeOf(value, (used) => shapeOfFeature(query, used.feature));
  if (feature.kind === 'collection') return reduced(feature.reducer, inner);
  switch (feature.measure.kind) {
    case 'ntile':
    case 'rank':
    case 'taken':
    case 'peer_count':
      return counted;
    case 'peer_sum':
      return totalShape(inner(feature.value));
    case 'peer_min':
    case 'peer_max':
      return inner(feature.value);
    case 'percent_rank':
    case 'cumulative_share':
    case 'peer_avg':
    case 'peer_stddev':
    case 'peer_percentile':
      return double;
    default:
      return assertNever(feature.measure);
  }
}

function reduced(reducer: Reducer, inner: (value: Value) => NumberShape): NumberShape {
  switch (reducer.kind) {
    case 'count':
    case 'count_distinct':
    case 'count_periods':
    case 'longest_run':
      return counted;
    case 'sum':
      return totalShape(inner(reducer.value));
    case 'min':
    case 'max':
    case 'first':
    case 'last':
    case 'mode':
      return inner(reducer.value);
    case 'avg':
    case 'median':
      return double;
    default:
      return assertNever(reducer);
  }
}
