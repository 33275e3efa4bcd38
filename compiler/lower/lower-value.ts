// Part of compiler/lower: checked value → IR value. Traits, parameters and percent signs end here.
import { assertNever, InternalError, must } from '../assert.ts';
import type { CheckedValue, RowReference } from '../check/checked.ts';
import type { Attribute } from '../check/model.ts';
import type { ColumnRead, Value } from './ir.ts';
import { lowerCase } from './lower-case.ts';
import { lowerCountedCall } from './lower-open-time.ts';
import { lowerArithmetic, lowerCall } from './lower-operation.ts';
import { lowerDistanceKm } from './lower-place.ts';
import { lowerPopulation } from './lower-population.ts';
import {
  attributeOf,
  entityOf,
  hoursOf,
  placeOf,
  relationOf,
  rowAt,
  type Scope,
  spend,
  toOneHop,
} from './lowering.ts';
import { ofRow } from './of-row.ts';
import { literalPoint, now, today } from './time-points.ts';

export function lowerValue(value: CheckedValue, scope: Scope): Value {
  spend(scope);
  switch (value.kind) {
    case 'literal':
      return lowerLiteral(value);
    case 'now':
      return now();
    case 'today':
      return today('date');
    case 'duration':
      return durationSeconds(value);
    case 'attribute':
      return lowerAttribute(value.row, value.attribute, scope);
    case 'relation_key':
      return lowerRelationKey(value.row, value.relation, scope);
    case 'trait':
      return lowerTrait(value.row, value.trait, scope);
    case 'raw_column':
      return lowerRawColumn(value, scope);
    case 'parameter':
      return lowerParameter(value.name, scope);
    case 'aggregate':
      return scope.lowering.parts.aggregate(value, scope);
    case 'case':
      return lowerCase(value, scope, lowerValue);
    case 'count_periods':
      return scope.lowering.parts.periods(value, scope);
    case 'population':
      return lowerPopulation(value, scope, lowerValue);
    case 'arithmetic':
      return lowerArithmetic(value, (operand) => lowerValue(operand, scope));
    case 'negate':
      return { kind: 'negate', operand: lowerValue(value.operand, scope), type: value.type };
    case 'call':
      if (value.function === 'distance_km') return lowerDistance(value, scope);
      return lowerFunction(value, scope);
    default:
      return assertNever(value);
  }
}

function lowerLiteral(literal: Extract<CheckedValue, { kind: 'literal' }>): Value {
  const { type, value } = literal;
  if (type.kind === 'date' || type.kind === 'timestamp') return literalPoint(String(value), type);
  return { kind: 'literal', type, value };
}

function lowerDistance(call: Extract<CheckedValue, { kind: 'call' }>, scope: Scope): Value {
  const [from, to] = call.args;
  return lowerDistanceKm(must(from, 'a place'), must(to, 'a place'), scope, lowerValue);
}

const secondsOf = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const;

function lowerFunction(call: Extract<CheckedValue, { kind: 'call' }>, scope: Scope): Value {
  const lower = (argument: CheckedValue): Value => lowerValue(argument, scope);
  if (call.calendar === undefined) return lowerCall(call, lower);
  return lowerCountedCall(call, hoursOf(call.calendar, scope), lower);
}

/** A duration that is not added to a time is its number of seconds. */
function durationSeconds(duration: Extract<CheckedValue, { kind: 'duration' }>): Value {
  const { unit } = duration;
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    throw new InternalError(`a ${unit} has no fixed length`);
  }
  const seconds = String(duration.amount * secondsOf[unit]);
  return { kind: 'literal', type: duration.type, value: seconds };
}

/** An attribute of a row, read from its column. */
export function lowerAttribute(reference: RowReference, name: string, scope: Scope): Value {
  const place = placeOf(reference, scope);
  const entity = entityOf(place.entity, scope);
  const attribute = attributeOf(place.entity, name, scope);
  const read = readAttribute(attribute, name === entity.key);
  return { kind: 'column', row: rowAt(place, scope), read };
}

function readAttribute(attribute: Attribute, isKey: boolean): ColumnRead {
  return {
    attribute: attribute.name,
    role: isKey ? 'key' : 'attribute',
    column: attribute.column,
    type: attribute.type,
    jsonPath: attribute.jsonPath,
    sql: attribute.sql,
    blankIsMissing: attribute.blankIsMissing,
    zone: attribute.zone,
  };
}

function lowerRelationKey(reference: RowReference, name: string, scope: Scope): Value {
  const place = placeOf(reference, scope);
  const hop = toOneHop(relationOf(place.entity, name, scope), place.entity);
  const type = { kind: 'id', of: hop.to } as const;
  const read: ColumnRead = { ...plainRead, role: 'relation', column: hop.column, type };
  return { kind: 'column', row: rowAt(place, scope), read };
}

function lowerRawColumn(
  column: Extract<CheckedValue, { kind: 'raw_column' }>,
  scope: Scope,
): Value {
  const entity = must(scope.stack.at(-1), 'row of a raw column').entity;
  const read: ColumnRead = { ...plainRead, role: 'raw', column: column.column, type: column.type };
  return { kind: 'column', row: { up: 0, hops: [], entity }, read };
}

const plainRead = {
  attribute: undefined,
  jsonPath: [],
  sql: undefined,
  blankIsMissing: false,
  zone: undefined,
} as const;

/** A trait's value is written over one row of its object: that row is put in its place. */
function lowerTrait(reference: RowReference, name: string, scope: Scope): Value {
  const place = placeOf(reference, scope);
  const trait = must(
    scope.lowering.model.traits[`${place.entity}.${name}`],
    `trait ${place.entity}.${name}`,
  );
  const inside = { ...scope, places: new Map([[0, place]]), parameters: new Map() };
  const value = lowerValue(trait.value, inside);
  return reference.hops.length === 0 ? value : ofRow(rowAt(place, scope), value);
}

function lowerParameter(name: string, scope: Scope): Value {
  const binding = must(scope.parameters.get(name), `parameter ${name}`);
  return lowerValue(binding.value, { ...binding.scope, stack: scope.stack });
}
