// Part of compiler/lower: one short text per value, predicate and feature, for analysis: thousands are written in one check.
// Equal texts mean the same; what is spelled in two ways may have two texts.
import type { Bound, Feature, Population, Predicate, Row, Value } from './ir.ts';

export function valueText(value: Value): string {
  if (value.kind === 'column') {
    const { column, sql, jsonPath } = value.read;
    const path = jsonPath.length === 0 ? '' : `#${jsonPath.join('.')}`;
    return `${rowText(value.row)}.${sql === undefined ? column : JSON.stringify(sql)}${path}`;
  }
  if (value.kind === 'feature') return `${rowText(value.row)}${value.feature}`;
  if (value.kind === 'literal') return JSON.stringify(value.value);
  return value.kind === 'row_key' ? `${rowText(value.row)}key` : JSON.stringify(value);
}

function rowText({ up, hops, entity }: Row): string {
  let text = `${up} ${entity} `;
  for (const { relation } of hops) text += `${relation}/`;
  return text;
}

export function predicateText(predicate: Predicate): string {
  if (predicate.kind === 'all' || predicate.kind === 'any') {
    return `${predicate.kind}(${predicate.predicates.map(predicateText).join(';')})`;
  }
  if (predicate.kind === 'constant') return String(predicate.value);
  if (predicate.kind === 'compare') {
    const { left, operator, right, whenMissing } = predicate;
    return `${valueText(left)}${operator}${valueText(right)}${whenMissing ? '?' : ''}`;
  }
  return JSON.stringify(predicate);
}

/** A population has no short text: there are few of them. */
export function anyFeatureText(feature: Omit<Feature, 'id'> | Omit<Population, 'id'>): string {
  return feature.kind === 'collection' ? featureText(feature) : JSON.stringify(feature);
}

function featureText({ anchor, path, window, filter, reducer }: Omit<Feature, 'id'>): string {
  const hops = path.map(({ kind, relation, to }) => `${kind} ${relation} ${to}`).join('/');
  const time = window === undefined ? '' : valueText(window.time);
  const bounds = `${boundText(window?.start)}..${boundText(window?.end)}`;
  return `${anchor}|${hops}|${time}|${bounds}|${predicateText(filter)}|${reducerText(reducer)}`;
}

function boundText(bound: Bound | undefined): string {
  return bound === undefined ? '' : `${valueText(bound.value)}${bound.inclusive ? '' : '!'}`;
}

function reducerText(reducer: Feature['reducer']): string {
  const isPlainCount = reducer.kind === 'count' && reducer.when === undefined;
  return isPlainCount ? 'count' : JSON.stringify(reducer);
}
