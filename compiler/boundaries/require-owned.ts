// Part of compiler/boundaries: tags, lists, consents, samples and the history of segments.
import { assertNever, must } from '../assert.ts';
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import { type Interval } from './clock.ts';
import { constantOf } from './constants.ts';
import { attributeOf, demandValue, type DraftRow, entityOf, newRow } from './draft-row.ts';
import { exactly } from './scalar.ts';
import { deadEnd } from './search.ts';
import { holdsFocus, rowAt, type Standing, withRow } from './solving.ts';

export type Owned = Extract<
  CheckedCondition,
  {
    kind: 'tagged' | 'in_list' | 'consents' | 'consent_is' | 'in_sample' | 'membership_history';
  }
>;

export function requireOwned(condition: Owned, wanted: boolean, at: Standing): void {
  switch (condition.kind) {
    case 'tagged':
      return requireNames(condition, textsOf(condition.tags, at), wanted, at);
    case 'in_list':
      return requireNames(
        condition,
        textsOf(condition.names, at),
        wanted !== condition.negated,
        at,
      );
    case 'consents': {
      const policy = consentPolicy(condition, at);
      return setConsent(
        condition,
        wanted ? 'granted' : policy === 'opt_in' ? 'unknown' : 'denied',
        at,
      );
    }
    case 'consent_is': {
      const isState = wanted !== condition.negated;
      const other = condition.state === 'granted' ? 'denied' : 'granted';
      return setConsent(condition, isState ? condition.state : other, at);
    }
    case 'in_sample':
      return requireSample(condition, wanted, at);
    case 'membership_history':
      return requireHistory(condition, wanted, undefined, at);
    default:
      return assertNever(condition);
  }
}

function textsOf(values: readonly CheckedValue[], { solving }: Standing): readonly string[] {
  return values.map((value) => {
    const text = constantOf(value, solving.clock);
    return typeof text === 'string' ? text : '';
  });
}

// ---------------------------------------------------------------- tags and lists

type Named = Extract<Owned, { kind: 'tagged' | 'in_list' }>;

function requireNames(
  condition: Named,
  names: readonly string[],
  wanted: boolean,
  at: Standing,
): void {
  const isAny = condition.quantifier === 'any';
  const chosen = isAny === wanted ? at.solving.choose(names.length) : undefined;
  for (const [index, name] of names.entries()) {
    const isThere = chosen === undefined ? wanted : (index === chosen) === wanted;
    setName(condition, name, isThere, at);
  }
}

/** Each name by itself, and none of them; for `all of`, all but each, and all of them. Gives the truth. */
export function requireNameEdge(condition: Named, edge: number, at: Standing): boolean {
  const names = textsOf(condition.kind === 'tagged' ? condition.tags : condition.names, at);
  const isAny = condition.quantifier === 'any';
  for (const [index, name] of names.entries()) {
    setName(condition, name, (index === edge) === isAny, at);
  }
  const isTrue = edge < names.length === isAny;
  return condition.kind === 'in_list' && condition.negated ? !isTrue : isTrue;
}

export function namesOf(condition: Named, at: Standing): readonly string[] {
  return textsOf(condition.kind === 'tagged' ? condition.tags : condition.names, at);
}

function setName(condition: Named, name: string, isThere: boolean, at: Standing): void {
  const row = rowAt(condition.row, at);
  if (condition.kind === 'tagged') {
    if (row.tags.get(name) === !isThere) deadEnd(`tag ${name}`);
    row.tags.set(name, isThere);
    return;
  }
  const known = row.lists.find((list) => nameOfList(list) === name);
  if (!isThere) {
    if (known !== undefined) deadEnd(`list ${name}`);
    return;
  }
  addToList(condition, name, row, known, at);
}

/** Gives the truth of `added`, where the focus lies inside it. */
export function addToList(
  { added, scope }: Extract<Owned, { kind: 'in_list' }>,
  name: string,
  row: DraftRow,
  known: DraftRow | undefined,
  at: Standing,
): boolean {
  const { model, parts } = at.solving;
  const list = known ?? newRow(`${row.entity}.lists`);
  if (known === undefined) {
    const attribute = attributeOf(model, list.entity, 'name');
    demandValue(list, attribute, exactly(name, attribute.type));
    row.lists.push(list);
  }
  if (added === undefined) return true;
  const inside = withRow(at, scope, list);
  if (holdsFocus(added, at.solving)) return parts.expose(added, inside);
  parts.require(added, true, inside);
  return true;
}

function nameOfList(list: DraftRow): unknown {
  return list.slots.get('name')?.[0]?.candidates[0];
}

// ---------------------------------------------------------------- consents

type Consent = Extract<Owned, { kind: 'consents' | 'consent_is' }>;

export function consentPolicy({ row, consent }: Consent, { solving }: Standing): string {
  const id = `${row.entity}.consent.${consent}`;
  return solving.model.entities[id]?.consentPolicy ?? solving.model.project.consentPolicy;
}

export function setConsent(
  { row, consent }: Consent,
  state: 'granted' | 'denied' | 'unknown',
  at: Standing,
): void {
  const { consents } = rowAt(row, at);
  const known = consents.get(consent);
  if (known !== undefined && known !== state) deadEnd(`consent ${consent}`);
  consents.set(consent, state);
}

/** Whether the condition holds in that state. */
export function consentHolds(
  condition: Consent,
  state: 'granted' | 'denied' | 'unknown',
  at: Standing,
): boolean {
  if (condition.kind === 'consent_is') return (condition.state === state) !== condition.negated;
  return state === 'granted' || (state === 'unknown' && consentPolicy(condition, at) === 'opt_out');
}

// ---------------------------------------------------------------- samples

/** Keys that are tried. */
const mostKeys = 4000;

function requireSample(
  condition: Extract<Owned, { kind: 'in_sample' }>,
  wanted: boolean,
  at: Standing,
): void {
  const { model, clock, draw, serial } = at.solving;
  const seed = constantOf(condition.seed, clock);
  const low = condition.low === undefined ? 0 : constantOf(condition.low, clock);
  const high = constantOf(condition.high, clock);
  if (typeof seed !== 'string' || typeof low !== 'number' || typeof high !== 'number') {
    return deadEnd('no constant sample');
  }
  const row = rowAt(condition.row, at);
  const entity = entityOf(model, row.entity);
  const key = attributeOf(model, row.entity, must(entity.key, 'key'));
  const test = (value: unknown): boolean => {
    if (typeof value !== 'string') return false;
    const place = draw(seed, value);
    return ((place >= low && place < high) !== condition.negated) === wanted;
  };
  const keys = Array.from(
    { length: mostKeys },
    (_, index) => `${row.entity}_${serial}_${index + 1}`,
  );
  demandValue(row, key, { test, candidates: keys });
}

// ---------------------------------------------------------------- histories

type History = Extract<Owned, { kind: 'membership_history' }>;

/** When the change lies that the condition asks for; undefined for any time. */
export function historyInterval({ time }: History, at: Standing): Interval | undefined {
  const { clock } = at.solving;
  if (time === undefined) {
    return { low: undefined, high: { at: clock.now, inclusive: false } };
  }
  const span = { file: '', start: 0, end: 0 };
  const subject: CheckedValue = { kind: 'now', type: { kind: 'timestamp' }, nullable: false, span };
  const common = { subject, missing: 'false', span } as const;
  switch (time.kind) {
    case 'during':
      return clock.interval(
        { ...common, kind: 'in_window', negated: false, form: time.form },
        'timestamp',
      );
    case 'ago':
      return clock.interval(
        {
          ...common,
          kind: 'distance',
          comparison: 'at_least',
          amount: time.amount,
          unit: time.unit,
          direction: 'ago',
          anchor: undefined,
          calendar: undefined,
        },
        'timestamp',
      );
    case 'at':
    case 'on':
      return clock.interval(
        { ...common, kind: 'moment', relation: 'on', moment: time.moment },
        'timestamp',
      );
    default:
      return assertNever(time);
  }
}

/** `moment`: when the change is; undefined: well inside, or none at all when it must not hold. */
export function requireHistory(
  condition: History,
  wanted: boolean,
  moment: number | undefined,
  at: Standing,
): void {
  const { row: reference, event, negated, segment, time } = condition;
  const row = rowAt(reference, at);
  if (moment === undefined && wanted === negated) {
    if (row.history.some((change) => change.segment === segment)) deadEnd('it has a history');
    return;
  }
  const interval = historyInterval(condition, at);
  if (interval === undefined) return deadEnd('no constant time');
  const { now } = at.solving.clock;
  const isState = event === 'was_in' && time?.kind !== 'during';
  const day = 86_400_000;
  const inside = ((): number => {
    const high = interval.high?.at ?? now;
    if (isState || interval.low === undefined) return Math.min(high, now) - day;
    return Math.round((interval.low.at + Math.min(high, now)) / 2 / 60_000) * 60_000;
  })();
  const change = moment ?? inside;
  if (change >= now) deadEnd('only the past has a history');
  if (event === 'left') row.history.push({ segment, change: 'entered', at: change - day });
  row.history.push({ segment, change: event === 'left' ? 'left' : 'entered', at: change });
}
