// Part of compiler/describe: a feature of the plan in the language's own spelling.
import { assertNever, must } from '../assert.ts';
import type { Model } from '../check/model.ts';
import type { Having, PathHop, Predicate, Reducer, Value } from '../lower/ir.ts';
import { logEntity } from '../lower/membership-log.ts';
import { allOf, always } from '../lower/predicates.ts';
import type { AnyPlannedFeature, PlannedFeature, PlannedPopulation } from '../plan/refresh-plan.ts';
import { intervalText } from './interval-text.ts';
import { type FeatureTextOf, predicateText, valueText } from './value-text.ts';

/** Texts of the features of a plan by id, each made once. `model` says which time a window means. */
export function featureTexts(features: readonly AnyPlannedFeature[], model: Model): FeatureTextOf {
  const byId = new Map(features.map((feature) => [feature.id, feature]));
  const known = new Map<string, string>();
  const textOf: FeatureTextOf = (id) => {
    const feature = must(byId.get(id), `feature ${id}`);
    const text =
      known.get(id) ??
      (feature.kind === 'population'
        ? populationText(feature, textOf)
        : collectionText(feature, textOf, model));
    known.set(id, text);
    return text;
  };
  return textOf;
}

/** `count(orders in last 30 days where status = "paid")` */
function collectionText(feature: PlannedFeature, textOf: FeatureTextOf, model: Model): string {
  const filter = filterText({ filter: allOf([feature.filter, countedOnly(feature)]) }, textOf);
  const rest = `${writtenWindow(feature, textOf, model)}${filter === undefined ? '' : ` where ${filter}`}`;
  return reducerText(feature.reducer, pathText(feature.path), rest, textOf);
}

function countedOnly({ reducer }: PlannedFeature): Predicate {
  return reducer.kind === 'count' ? (reducer.when ?? always) : always;
}

/** ` in last 30 days`, with ` by paid_at` when that is not the time of the rows. */
function writtenWindow(
  { path, window }: PlannedFeature,
  textOf: FeatureTextOf,
  model: Model,
): string {
  if (window === undefined) return '';
  const interval = intervalText(window, (value) => valueText(value, textOf));
  const time = valueText(window.time, textOf);
  const declared = model.entities[path.at(-1)?.to ?? '']?.time;
  const usual = declared && [...declared.hops, declared.attribute].join('.');
  return ` ${interval}${time === usual ? '' : ` by ${time}`}`;
}

/** `placed_at in last 30 days`; undefined when all rows count. */
export function windowText(
  { window }: Pick<PlannedFeature, 'window'>,
  textOf: FeatureTextOf,
): string | undefined {
  if (window === undefined) return undefined;
  const interval = intervalText(window, (value) => valueText(value, textOf));
  return `${valueText(window.time, textOf)} ${interval === 'at any time' ? 'is known' : interval}`;
}

/** `status = "paid"`; undefined when all rows count. */
export function filterText(
  { filter }: { readonly filter: Predicate },
  textOf: FeatureTextOf,
): string | undefined {
  if (filter.kind === 'constant' && filter.value) return undefined;
  return predicateText(filter, textOf);
}

/** `orders.lines`; a relation over a link object is two hops of one name. */
export function pathText(path: readonly PathHop[]): string {
  const names = path.map(({ relation, to }) => {
    const log = logEntity(to)?.logOf;
    return log === undefined ? relation : `changes of ${log}`;
  });
  return names.filter((name, at) => name !== names[at - 1]).join('.');
}

function reducerText(reducer: Reducer, path: string, rest: string, textOf: FeatureTextOf): string {
  switch (reducer.kind) {
    case 'count':
      return `count(${path}${rest})`;
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
    case 'median':
    case 'mode':
    case 'first':
    case 'last': {
      const period = reducer.kind === 'count_distinct' ? periodOf(reducer.value) : undefined;
      if (period !== undefined) return `count ${period}s(${path}${rest})`;
      const name = reducer.kind.replace('_', ' ');
      const value = valueText(reducer.value, textOf);
      const isOfRow = reducer.value.kind === 'column' && reducer.value.row.up === 0;
      return `${name}(${isOfRow ? `${path}.${value}` : `${value} of ${path}`}${rest})`;
    }
    case 'count_periods':
      return `count ${reducer.unit}s(${path}${rest}${havingText(reducer.having, textOf)})`;
    case 'longest_run':
      return `consecutive ${reducer.unit}s(${path}${rest}${havingText(reducer.having, textOf)})`;
    default:
      return assertNever(reducer);
  }
}

/** Different periods with rows are different first days of them. */
function periodOf(value: Value): string | undefined {
  if (value.kind !== 'call') return undefined;
  const unit = /^start_of_(week|month|quarter|year)$/.exec(value.function)?.[1];
  const isDay = value.function === 'local_date' && value.args.length === 1;
  return unit ?? (isDay ? 'day' : undefined);
}

function havingText(having: Having | undefined, textOf: FeatureTextOf): string {
  if (having === undefined) return '';
  const { reducer, operator, amount } = having;
  const what =
    reducer.kind === 'count'
      ? 'count'
      : `${reducer.kind.replace('_', ' ')}(${valueText(reducer.value, textOf)})`;
  return ` having ${what} ${operator} ${valueText(amount, textOf)}`;
}

/** `rank(score) of contact among { … } per country` */
function populationText(population: PlannedPopulation, textOf: FeatureTextOf): string {
  const { anchor, among, groups, value, measure } = population;
  const filter = filterText({ filter: among }, textOf);
  const per = groups.map((group) => valueText(group, textOf)).join(', ');
  return [
    `${measure.kind}(${valueText(value, textOf)}) of ${anchor}`,
    ...(filter === undefined ? [] : [`among { ${filter} }`]),
    ...(per === '' ? [] : [`per ${per}`]),
  ].join(' ');
}
