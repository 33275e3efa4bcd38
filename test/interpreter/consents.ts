// The reference interpreter: consents. docs/language.md, "Events, lists, tags, consents": the newest row per object decides; granted
// or denied as its stored values say, unknown when there is no row or another value; ties of time are broken by the stored value.
import type { CheckedCondition, RowReference } from '../../compiler/check/checked.ts';
import type { Attribute, Entity } from '../../compiler/check/model.ts';
import { compareTimes } from './calendar-time.ts';
import type { Row } from './database.ts';
import { type Time, timeOf } from './datum.ts';
import type { Environment, Interpreter } from './environment.ts';
import { compareTexts } from './ordering.ts';

type Kind<K extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: K }>;
type State = Kind<'consent_is'>['state'];

/** Granted, or unknown where the policy is opt_out. Nobody who does not exist consents. */
export function consentsTo(
  interpreter: Interpreter,
  { row, consent }: Kind<'consents'>,
  environment: Environment,
): boolean {
  const state = stateOf(interpreter, row, consent, environment);
  if (state !== 'unknown') return state === 'granted';
  const entity = consentOf(interpreter, row, consent);
  const policy = entity.consentPolicy ?? interpreter.model.project.consentPolicy;
  return policy === 'opt_out';
}

/** Whatever the policy. Nobody who does not exist is in a state. */
export function isConsentState(
  interpreter: Interpreter,
  { row, consent, state, negated }: Kind<'consent_is'>,
  environment: Environment,
): boolean {
  return (stateOf(interpreter, row, consent, environment) === state) !== negated;
}

function consentOf({ database }: Interpreter, reference: RowReference, consent: string): Entity {
  return database.entity(`${reference.entity}.consent.${consent}`);
}

/** Undefined: there is no such object. */
function stateOf(
  interpreter: Interpreter,
  reference: RowReference,
  consent: string,
  environment: Environment,
): State | undefined {
  const { database } = interpreter;
  const row = interpreter.reach(reference, environment);
  if (row === undefined) return undefined;
  const entity = consentOf(interpreter, reference, consent);
  if (entity.owner === undefined) throw new Error(`${entity.id} without owner`);
  const rows = database.withKeyIn(entity.id, entity.owner.column, database.keyOf(row));
  const attribute = stateAttribute(entity);
  const newest = rows
    .map((one) => entryOf(interpreter, one, attribute))
    .toSorted((left, right) => -compareEntries(left, right))[0];
  if (newest?.stored === undefined) return 'unknown';
  if (attribute.consentStates?.granted.includes(newest.stored) === true) return 'granted';
  return attribute.consentStates?.denied.includes(newest.stored) === true ? 'denied' : 'unknown';
}

function stateAttribute({ attributes, id }: Entity): Attribute {
  const found = Object.values(attributes).find((one) => one.consentStates !== undefined);
  if (found === undefined) throw new Error(`${id} has no state`);
  return found;
}

interface Entry {
  readonly time: Time | undefined;
  readonly stored: string | undefined;
}

function entryOf({ database }: Interpreter, row: Row, { name }: Attribute): Entry {
  const { time: reference, id } = row.entity;
  if (reference === undefined || reference.hops.length > 0) throw new Error(`${id} without time`);
  const time = database.attribute(row, reference.attribute);
  const stored = database.attribute(row, name);
  return {
    time: time === undefined ? undefined : timeOf(time),
    stored: stored?.kind === 'text' ? stored.text : undefined,
  };
}

/** A row without time is older than all others, a missing value below all others (both said nowhere). */
function compareEntries(left: Entry, right: Entry): number {
  if (left.time === undefined || right.time === undefined) {
    const order = Number(left.time !== undefined) - Number(right.time !== undefined);
    return order === 0 ? compareStored(left.stored, right.stored) : order;
  }
  const order = compareTimes(left.time, right.time);
  return order === 0 ? compareStored(left.stored, right.stored) : order;
}

function compareStored(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined) {
    return Number(left !== undefined) - Number(right !== undefined);
  }
  return compareTexts(left, right);
}
