// Part of compiler/plan: visits and rebuilds the IR. Each function knows every kind, so a new kind breaks the build here.
import { assertNever } from '../assert.ts';
import type {
  AnyFeature,
  Bound,
  Feature,
  FeatureWindow,
  Having,
  Measure,
  PlainReducer,
  Population,
  Predicate,
  Reducer,
  Value,
} from '../lower/ir.ts';

export interface Visitor {
  readonly predicate?: (predicate: Predicate) => void;
  readonly value?: (value: Value) => void;
}

/** Visits everything that the feature is computed from, outside in. */
export function visitFeature(feature: AnyFeature, visitor: Visitor): void {
  if (feature.kind === 'population') {
    visitPopulation(feature, visitor);
    return;
  }
  if (feature.window !== undefined) {
    visitValue(feature.window.time, visitor);
    for (const bound of boundsOf(feature.window)) visitValue(bound, visitor);
  }
  visitPredicate(feature.filter, visitor);
  visitReducer(feature.reducer, visitor);
}

function visitReducer(reducer: Reducer, visitor: Visitor): void {
  for (const value of valuesOfReducer(reducer)) visitValue(value, visitor);
  const counted = countedWhen(reducer);
  if (counted !== undefined) visitPredicate(counted, visitor);
}

/** What is reduced, in what order, and what periods must amount to. */
export function valuesOfReducer(reducer: Reducer): readonly Value[] {
  switch (reducer.kind) {
    case 'count':
      return [];
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
    case 'median':
    case 'mode':
      return [reducer.value];
    case 'first':
    case 'last': {
      const { value, order, tie } = reducer;
      return tie === undefined ? [value, order] : [value, order, tie];
    }
    case 'count_periods':
    case 'longest_run': {
      const { period, having } = reducer;
      if (having === undefined) return [period];
      return [period, ...valuesOfReducer(having.reducer), having.amount];
    }
    default:
      return assertNever(reducer);
  }
}

/** The condition on rows that are counted, also within periods. */
export function countedWhen(reducer: Reducer): Predicate | undefined {
  if (reducer.kind === 'count') return reducer.when;
  const isOfPeriods = reducer.kind === 'count_periods' || reducer.kind === 'longest_run';
  return isOfPeriods && reducer.having !== undefined
    ? countedWhen(reducer.having.reducer)
    : undefined;
}

function visitPopulation({ among, groups, value, measure }: Population, visitor: Visitor): void {
  visitPredicate(among, visitor);
  for (const part of [...groups, value]) visitValue(part, visitor);
  if (measure.kind !== 'taken') return;
  if (measure.from !== undefined) visitValue(measure.from, visitor);
  visitValue(measure.to, visitor);
}

export function visitPredicate(predicate: Predicate, visitor: Visitor): void {
  visitor.predicate?.(predicate);
  if (predicate.kind === 'all' || predicate.kind === 'any') {
    for (const part of predicate.predicates) visitPredicate(part, visitor);
  }
  for (const value of valuesOfPredicate(predicate)) visitValue(value, visitor);
}

/** The values that a condition compares, without those that they are made of and those of its parts. */
export function valuesOfPredicate(predicate: Predicate): readonly Value[] {
  switch (predicate.kind) {
    case 'constant':
    case 'member':
    case 'all':
    case 'any':
      return [];
    case 'compare':
      return [predicate.left, predicate.right];
    case 'in_set':
    case 'array_has':
    case 'arrays_meet':
    case 'text_match':
      return [predicate.subject, ...besideSubject(predicate)];
    case 'in_interval':
      return [predicate.subject, ...boundsOf(predicate)];
    case 'known':
      return [predicate.value];
    default:
      return assertNever(predicate);
  }
}

type Listing = Extract<Predicate, { kind: 'in_set' | 'array_has' | 'arrays_meet' | 'text_match' }>;

function besideSubject(predicate: Listing): readonly Value[] {
  if (predicate.kind === 'arrays_meet') return [predicate.other];
  return predicate.kind === 'text_match' ? predicate.patterns : predicate.items;
}

interface Bounded {
  readonly start: Bound | undefined;
  readonly end: Bound | undefined;
}

function boundsOf({ start, end }: Bounded): readonly Value[] {
  return [start, end].flatMap((bound) => (bound === undefined ? [] : [bound.value]));
}

export function visitValue(value: Value, visitor: Visitor): void {
  visitor.value?.(value);
  if (value.kind === 'case') {
    for (const { when, gives } of value.branches) {
      visitPredicate(when, visitor);
      visitValue(gives, visitor);
    }
    if (value.otherwise !== undefined) visitValue(value.otherwise, visitor);
    return;
  }
  if (value.kind === 'of_row') visitValue({ kind: 'row_key', row: value.row }, visitor);
  for (const operand of operandsOf(value)) visitValue(operand, visitor);
  for (const condition of conditionsOf(value)) visitPredicate(condition, visitor);
}

/** The values that a value is made of, without those in its conditions. */
export function operandsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'literal':
    case 'column':
    case 'row_key':
    case 'feature':
    case 'time_point':
    case 'count_true':
      return [];
    case 'arithmetic':
      return [value.left, value.right];
    case 'negate':
      return [value.operand];
    case 'case': {
      const given = value.branches.map(({ gives }) => gives);
      return value.otherwise === undefined ? given : [...given, value.otherwise];
    }
    case 'of_row':
      return [value.value];
    case 'call':
      return value.args;
    case 'open_time':
      return [value.from, value.to];
    case 'shift':
      return [value.operand, value.amount];
    default:
      return assertNever(value);
  }
}

/** The conditions that decide what a value is. */
export function conditionsOf(value: Value): readonly Predicate[] {
  if (value.kind === 'count_true') return value.predicates;
  return value.kind === 'case' ? value.branches.map(({ when }) => when) : [];
}

/** Rebuilds predicates and values; `predicate` gets each one with its parts already rebuilt. What stays as it is stays the same object. */
export interface Rewriter {
  readonly predicate: (predicate: Predicate) => Predicate;
  readonly value: (value: Value) => Value;
}

/** With these parts, all of which it has in some form; the same object when they are the same. */
function withParts<Whole extends object>(whole: Whole, parts: Partial<Whole>): Whole {
  for (const name in parts) {
    if (parts[name] !== whole[name]) return { ...whole, ...parts };
  }
  return whole;
}

function rewriteEach<Item>(items: readonly Item[], rewrite: (item: Item) => Item): readonly Item[] {
  const rewritten = items.map(rewrite);
  return rewritten.every((item, at) => item === items[at]) ? items : rewritten;
}

export function rewriteFeature<Kind extends AnyFeature>(feature: Kind, rewriter: Rewriter): Kind;
export function rewriteFeature(feature: AnyFeature, rewriter: Rewriter): AnyFeature {
  return feature.kind === 'population'
    ? withParts(feature, rewritePopulation(feature, rewriter))
    : withParts(feature, rewriteCollection(feature, rewriter));
}

function rewriteCollection(
  { window, filter, reducer }: Feature,
  rewriter: Rewriter,
): Partial<Feature> {
  return {
    window: window === undefined ? undefined : rewriteWindow(window, rewriter),
    filter: rewritePredicate(filter, rewriter),
    reducer: rewriteReducer(reducer, rewriter),
  };
}

function rewriteWindow(window: FeatureWindow, rewriter: Rewriter): FeatureWindow {
  const time = rewriteValue(window.time, rewriter);
  return withParts(window, { time, ...rewriteBounds(window, rewriter) });
}

function rewritePopulation(population: Population, rewriter: Rewriter): Partial<Population> {
  return {
    among: rewritePredicate(population.among, rewriter),
    groups: rewriteEach(population.groups, (value) => rewriteValue(value, rewriter)),
    value: rewriteValue(population.value, rewriter),
    measure: rewriteMeasure(population.measure, rewriter),
  };
}

function rewriteMeasure(measure: Measure, rewriter: Rewriter): Measure {
  if (measure.kind !== 'taken') return measure;
  const from = measure.from === undefined ? undefined : rewriteValue(measure.from, rewriter);
  return withParts(measure, { from, to: rewriteValue(measure.to, rewriter) });
}

function rewriteReducer(reducer: Reducer, rewriter: Rewriter): Reducer {
  switch (reducer.kind) {
    case 'mode':
      return withParts(reducer, { value: rewriteValue(reducer.value, rewriter) });
    case 'first':
    case 'last': {
      const value = rewriteValue(reducer.value, rewriter);
      const order = rewriteValue(reducer.order, rewriter);
      if (reducer.tie === undefined) return withParts(reducer, { value, order });
      return withParts(reducer, { value, order, tie: rewriteValue(reducer.tie, rewriter) });
    }
    case 'count_periods':
    case 'longest_run': {
      const period = rewriteValue(reducer.period, rewriter);
      return withParts(reducer, { period, having: rewriteHaving(reducer.having, rewriter) });
    }
    case 'count':
    case 'count_distinct':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
    case 'median':
      return rewritePlain(reducer, rewriter);
    default:
      return assertNever(reducer);
  }
}

function rewritePlain(reducer: PlainReducer, rewriter: Rewriter): PlainReducer {
  if (reducer.kind !== 'count') {
    return withParts(reducer, { value: rewriteValue(reducer.value, rewriter) });
  }
  if (reducer.when === undefined) return reducer;
  return withParts(reducer, { when: rewritePredicate(reducer.when, rewriter) });
}

function rewriteHaving(having: Having | undefined, rewriter: Rewriter): Having | undefined {
  if (having === undefined) return undefined;
  const reducer = rewritePlain(having.reducer, rewriter);
  return withParts(having, { reducer, amount: rewriteValue(having.amount, rewriter) });
}

export function rewritePredicate(predicate: Predicate, rewriter: Rewriter): Predicate {
  return rewriter.predicate(rewriteParts(predicate, rewriter));
}

function rewriteParts(predicate: Predicate, rewriter: Rewriter): Predicate {
  const value = (part: Value): Value => rewriteValue(part, rewriter);
  switch (predicate.kind) {
    case 'constant':
    case 'member':
      return predicate;
    case 'all':
    case 'any': {
      const parts = rewriteEach(predicate.predicates, (part) => rewritePredicate(part, rewriter));
      return withParts(predicate, { predicates: parts });
    }
    case 'compare':
      return withParts(predicate, { left: value(predicate.left), right: value(predicate.right) });
    case 'in_set':
    case 'array_has': {
      const subject = value(predicate.subject);
      return withParts(predicate, { subject, items: rewriteEach(predicate.items, value) });
    }
    case 'in_interval': {
      const subject = value(predicate.subject);
      return withParts(predicate, { subject, ...rewriteBounds(predicate, rewriter) });
    }
    case 'text_match': {
      const subject = value(predicate.subject);
      return withParts(predicate, { subject, patterns: rewriteEach(predicate.patterns, value) });
    }
    case 'arrays_meet': {
      const subject = value(predicate.subject);
      return withParts(predicate, { subject, other: value(predicate.other) });
    }
    case 'known':
      return withParts(predicate, { value: value(predicate.value) });
    default:
      return assertNever(predicate);
  }
}

function rewriteBounds({ start, end }: Bounded, rewriter: Rewriter): Bounded {
  const bound = (given: Bound | undefined): Bound | undefined =>
    given && withParts(given, { value: rewriteValue(given.value, rewriter) });
  return { start: bound(start), end: bound(end) };
}

export function rewriteValue(value: Value, rewriter: Rewriter): Value {
  return rewriter.value(rewriteOperands(value, rewriter));
}

function rewriteOperands(value: Value, rewriter: Rewriter): Value {
  const operand = (part: Value): Value => rewriteValue(part, rewriter);
  switch (value.kind) {
    case 'literal':
    case 'column':
    case 'row_key':
    case 'feature':
    case 'time_point':
      return value;
    case 'arithmetic':
      return withParts(value, { left: operand(value.left), right: operand(value.right) });
    case 'case':
      return rewriteCase(value, rewriter);
    case 'negate':
      return withParts(value, { operand: operand(value.operand) });
    case 'of_row':
      return withParts(value, { value: operand(value.value) });
    case 'call':
      return withParts(value, { args: rewriteEach(value.args, operand) });
    case 'count_true': {
      const parts = rewriteEach(value.predicates, (part) => rewritePredicate(part, rewriter));
      return withParts(value, { predicates: parts });
    }
    case 'open_time':
      return withParts(value, { from: operand(value.from), to: operand(value.to) });
    case 'shift':
      return withParts(value, { operand: operand(value.operand), amount: operand(value.amount) });
    default:
      return assertNever(value);
  }
}

type Case = Extract<Value, { kind: 'case' }>;

function rewriteCase(value: Case, rewriter: Rewriter): Case {
  const branches = rewriteEach(value.branches, (branch) =>
    withParts(branch, {
      when: rewritePredicate(branch.when, rewriter),
      gives: rewriteValue(branch.gives, rewriter),
    }),
  );
  const { otherwise } = value;
  return withParts(value, {
    branches,
    otherwise: otherwise === undefined ? undefined : rewriteValue(otherwise, rewriter),
  });
}
