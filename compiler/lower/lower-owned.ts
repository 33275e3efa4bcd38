// Part of compiler/lower: lists, tags and consents of an object → features over their rows.
import { must } from '../assert.ts';
import type { CheckedCondition, CheckedValue, RowReference } from '../check/checked.ts';
import type { Predicate, Reducer, Value } from './ir.ts';
import { compareCount, zero } from './lower-aggregate.ts';
import { closeFeature, openOwned } from './lower-collection.ts';
import { lowerAttribute, lowerValue } from './lower-value.ts';
import { attributeOf, entityOf, placeOf, rowAt, type Scope } from './lowering.ts';
import { allOf, always, atom, negate } from './predicates.ts';

type InList = Extract<CheckedCondition, { kind: 'in_list' }>;
type Tagged = Extract<CheckedCondition, { kind: 'tagged' }>;

/** At least one row with one of the names; with `all`, at least one for each name. */
export function lowerInList(list: InList, scope: Scope): Predicate {
  const predicate = named(list.row, 'lists', list.quantifier, list.names, scope, list);
  return list.negated ? negate(predicate) : predicate;
}

export function lowerTagged(tagged: Tagged, scope: Scope): Predicate {
  return named(tagged.row, 'tags', tagged.quantifier, tagged.tags, scope, undefined);
}

function named(
  row: RowReference,
  owned: 'lists' | 'tags',
  quantifier: 'any' | 'all',
  names: readonly CheckedValue[],
  scope: Scope,
  list: InList | undefined,
): Predicate {
  const number = list?.scope ?? scope.places.size;
  const opened = openOwned(row, `${placeOf(row, scope).entity}.${owned}`, number, scope);
  const element = ownRow(opened.scope, number);
  const name = lowerAttribute(element, 'name', opened.scope);
  const added =
    list?.added === undefined
      ? always
      : scope.lowering.parts.condition(list.added, opened.scope, false);
  const groups = quantifier === 'any' ? [names] : names.map((one) => [one]);
  return allOf(
    groups.map((group) => {
      const items = group.map((item) => lowerValue(item, { ...scope, stack: opened.scope.stack }));
      const filter = allOf([oneOf(name, items), added]);
      const feature = closeFeature(opened, undefined, filter, { kind: 'count', when: undefined });
      const count: Value = {
        kind: 'feature',
        row: opened.row,
        feature,
        type: { kind: 'int' },
        empty: 'count',
      };
      return compareCount(count, '>', zero);
    }),
  );
}

/** The row of a collection that `number` is the scope number of. */
export function ownRow(scope: Scope, number: number): RowReference {
  const place = must(scope.places.get(number), `scope ${number}`);
  return { scope: number, hops: [], entity: place.entity };
}

type Consents = Extract<CheckedCondition, { kind: 'consents' }>;
type ConsentIs = Extract<CheckedCondition, { kind: 'consent_is' }>;

/** Granted; where the policy is opt-out, also unknown. An object that does not exist consents to nothing. */
export function lowerConsents(consents: Consents, scope: Scope): Predicate {
  const latest = latestState(consents.row, consents.consent, scope);
  if (latest.policy === 'opt_in') return isOneOf(latest, latest.granted);
  return allOf([rowKnown(consents.row, scope), negate(isOneOf(latest, latest.denied))]);
}

/** The state itself, whatever the policy: `unknown` is no consent row, or a stored value that means neither. */
export function lowerConsentIs(consent: ConsentIs, scope: Scope): Predicate {
  const latest = latestState(consent.row, consent.consent, scope);
  const granted = isOneOf(latest, latest.granted);
  const denied = isOneOf(latest, latest.denied);
  const unknown = allOf([rowKnown(consent.row, scope), negate(granted), negate(denied)]);
  const states = { granted, denied, unknown };
  const predicate = states[consent.state];
  return consent.negated ? negate(predicate) : predicate;
}

interface LatestState {
  readonly value: Value;
  readonly granted: readonly string[];
  readonly denied: readonly string[];
  readonly policy: 'opt_in' | 'opt_out';
}

/** The stored state of the newest row. */
export function latestState(row: RowReference, consent: string, scope: Scope): LatestState {
  const id = `${placeOf(row, scope).entity}.consent.${consent}`;
  const number = scope.places.size;
  const opened = openOwned(row, id, number, scope);
  const entity = entityOf(id, opened.scope);
  const element = ownRow(opened.scope, number);
  const time = must(entity.time, `time of ${id}`);
  const value = lowerAttribute(element, 'state', opened.scope);
  const order = timeOf(element, time.hops, time.attribute, opened.scope);
  const reducer: Reducer = { kind: 'last', value, order };
  const feature = closeFeature(opened, undefined, always, reducer);
  const states = must(attributeOf(id, 'state', scope).consentStates, `states of ${id}`);
  return {
    value: {
      kind: 'feature',
      row: opened.row,
      feature,
      type: { kind: 'text' },
      empty: 'missing',
    },
    granted: states.granted,
    denied: states.denied,
    policy: entity.consentPolicy ?? scope.lowering.model.project.consentPolicy,
  };
}

function timeOf(
  element: RowReference,
  hops: readonly string[],
  attribute: string,
  scope: Scope,
): Value {
  return lowerAttribute({ ...element, hops: [...element.hops, ...hops] }, attribute, scope);
}

function isOneOf(latest: LatestState, states: readonly string[]): Predicate {
  const items = states.map(
    (value) => ({ kind: 'literal', type: { kind: 'text' }, value }) as const,
  );
  return oneOf(latest.value, items);
}

/** Equal to one of the items; `=` for a single one, so that one meaning has one form. */
export function oneOf(subject: Value, items: readonly Value[]): Predicate {
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    return atom({
      kind: 'compare',
      operator: '=',
      left: subject,
      right: only,
      whenMissing: false,
    });
  }
  return atom({ kind: 'in_set', subject, items, negated: false, whenMissing: false });
}

/** Whether the row at a reference exists; a row in scope always does. */
export function rowKnown(reference: RowReference, scope: Scope): Predicate {
  const row = rowAt(placeOf(reference, scope), scope);
  if (row.hops.length === 0) return always;
  return { kind: 'known', value: { kind: 'row_key', row }, negated: false };
}
