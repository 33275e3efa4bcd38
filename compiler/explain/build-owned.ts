// Part of compiler/explain: what there is of lists, tags, consents, draws and past memberships of a row.
import { must } from '../assert.ts';
import type { CheckedCondition, CheckedValue, RowReference } from '../check/checked.ts';
import type { Predicate, Reducer, Value } from '../lower/ir.ts';
import {
  closeFeature,
  openLog,
  openOwned,
  type OpenCollection,
} from '../lower/lower-collection.ts';
import { latestState, oneOf, ownRow } from '../lower/lower-owned.ts';
import { samplePlace } from '../lower/lower-sample.ts';
import { lowerAttribute, lowerValue } from '../lower/lower-value.ts';
import { entityOf, placeOf, rowAt } from '../lower/lowering.ts';
import { logColumn } from '../lower/membership-log.ts';
import { allOf, always, atom } from '../lower/predicates.ts';
import { now } from '../lower/time-points.ts';
import type { Span } from '../source.ts';
import { counting } from './build-collection.ts';
import { type Building, plainOperand, shownValue } from './build-operand.ts';
import type { Operand } from './condition-tree.ts';

type Kind<Name extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: Name }>;

const text = { kind: 'text' } as const;
/** Names that are there, in the order of the alphabet, are shown up to here. */
const mostNames = 3;

/** Of a related row: its key. */
export function keyOperand(row: RowReference, span: Span, building: Building): Operand | undefined {
  if (row.hops.length === 0) return undefined;
  const { scope } = building;
  const key: Value = { kind: 'row_key', row: rowAt(placeOf(row, scope), scope) };
  const label = row.hops.join('.');
  return { ...shownValue('key', span, key, building), label };
}

function keyOperands(row: RowReference, span: Span, building: Building): readonly Operand[] {
  const key = keyOperand(row, span, building);
  return key === undefined ? [] : [key];
}

/** How many rows have each of the names asked for, how many there are, and the first names of all. */
export function nameOperands(
  condition: Kind<'in_list'> | Kind<'tagged'>,
  owned: 'lists' | 'tags',
  names: readonly CheckedValue[],
  number: number,
  building: Building,
): readonly Operand[] {
  const { row, span } = condition;
  const { scope, columns } = building;
  const opened = openOwned(row, `${placeOf(row, scope).entity}.${owned}`, number, scope);
  const name = lowerAttribute(ownRow(opened.scope, number), 'name', opened.scope);
  const count = counting(opened, columns);
  const all: Operand = {
    ...count('all_rows', span, always),
    label: owned,
    parts: firstNames(opened, name, span, building),
  };
  const added =
    condition.kind === 'in_list' && condition.added !== undefined
      ? [scope.lowering.parts.condition(condition.added, opened.scope, false)]
      : [];
  const asked = names.map((given): Operand => {
    const item = lowerValue(given, { ...scope, stack: opened.scope.stack });
    const isNamed = oneOf(name, [item]);
    const label = item.kind === 'literal' ? String(item.value) : undefined;
    const parts = added.length === 0 ? [] : [count('satisfying', span, allOf([isNamed, ...added]))];
    return { ...count('tag', given.span, isNamed), label, parts };
  });
  return [...keyOperands(row, span, building), ...asked, all];
}

/** Each is the smallest name behind the one before it. */
function firstNames(
  opened: OpenCollection,
  name: Value,
  span: Span,
  building: Building,
): readonly Operand[] {
  const found: Operand[] = [];
  let filter: Predicate = always;
  for (let index = 0; index < mostNames; index += 1) {
    const feature = closeFeature(opened, undefined, filter, { kind: 'min', value: name });
    const shape = { kind: 'feature', feature, type: text, empty: 'missing' } as const;
    found.push(shownValue('found', span, { ...shape, row: opened.row }, building));
    const right: Value = { ...shape, row: { up: 1, hops: [], entity: opened.anchor } };
    filter = atom({ kind: 'compare', operator: '>', left: name, right, whenMissing: false });
  }
  return found;
}

/** The stored state, what it means, and since when. */
export function consentOperands(
  { row, consent, span }: Kind<'consents'> | Kind<'consent_is'>,
  building: Building,
): readonly Operand[] {
  const { scope } = building;
  const state = latestState(row, consent, scope);
  const meaning = (states: readonly string[], gives: string): MeaningBranch => ({
    when: oneOf(
      state.value,
      states.map((value) => ({ kind: 'literal', type: text, value })),
    ),
    gives: { kind: 'literal', type: text, value: gives },
  });
  const meant: Value = {
    kind: 'case',
    branches: [meaning(state.granted, 'granted'), meaning(state.denied, 'denied')],
    otherwise: { kind: 'literal', type: text, value: 'unknown' },
    type: text,
  };
  const stored = { ...shownValue('inside', span, state.value, building), label: 'stored' };
  return [
    ...keyOperands(row, span, building),
    { ...shownValue('state', span, meant, building), label: consent, parts: [stored] },
    shownValue('changed_at', span, latestChange(row, consent, building), building),
  ];
}

interface MeaningBranch {
  readonly when: Predicate;
  readonly gives: Value;
}

function latestChange(row: RowReference, consent: string, { scope }: Building): Value {
  const id = `${placeOf(row, scope).entity}.consent.${consent}`;
  const number = scope.places.size;
  const opened = openOwned(row, id, number, scope);
  const time = must(entityOf(id, scope).time, `time of ${id}`);
  const element = ownRow(opened.scope, number);
  const reached = { ...element, hops: [...element.hops, ...time.hops] };
  const value = lowerAttribute(reached, time.attribute, opened.scope);
  return featureValue(opened, always, { kind: 'max', value }, { kind: 'timestamp' });
}

function featureValue(
  opened: OpenCollection,
  filter: Predicate,
  reducer: Reducer,
  type: Extract<Value, { kind: 'feature' }>['type'],
): Value {
  const feature = closeFeature(opened, undefined, filter, reducer);
  return { kind: 'feature', row: opened.row, feature, type, empty: 'missing' };
}

/** The row's place in the draw. */
export function sampleOperands(sample: Kind<'in_sample'>, building: Building): readonly Operand[] {
  const column = building.columns.value(samplePlace(sample, building.scope));
  const place = plainOperand('place', sample.span, { kind: 'percent' }, { kind: 'column', column });
  return [...keyOperands(sample.row, sample.span, building), place];
}

/** The last change before now: which, and when. */
export function historyOperands(
  { row, segment, span }: Kind<'membership_history'>,
  building: Building,
): readonly Operand[] {
  const { scope } = building;
  scope.lowering.histories.add(segment);
  const opened = openLog(row, segment, scope);
  const log = must(opened.path[0], 'a log').to;
  const order = logColumn(log, 'changed_at');
  const window = { time: order, start: undefined, end: { value: now(), inclusive: false } };
  const last = (value: Value, type: 'text' | 'timestamp'): Value => {
    const reducer = { kind: 'last', value, order, tie: logColumn(log, 'refresh_id') } as const;
    const feature = closeFeature(opened, window, always, reducer);
    return { kind: 'feature', row: opened.row, feature, type: { kind: type }, empty: 'missing' };
  };
  const change = shownValue('state', span, last(logColumn(log, 'change'), 'text'), building);
  return [
    ...keyOperands(row, span, building),
    { ...change, label: segment },
    shownValue('changed_at', span, last(order, 'timestamp'), building),
  ];
}
