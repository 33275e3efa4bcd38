// Part of compiler/boundaries: makes a value what is wanted, by making what it is computed from so.
import { must } from '../assert.ts';
import type { CheckedValue } from '../check/checked.ts';
import { calculate, constantOf, literalOf } from './constants.ts';
import {
  attributeOf,
  demandValue,
  type DraftRow,
  entityOf,
  reachToOne,
  relationOf,
  valueOf,
} from './draft-row.ts';
import { imposeAggregate } from './impose-aggregate.ts';
import { imposePeriods } from './impose-periods.ts';
import { imposeCall, pinCall } from './impose-call.ts';
import { plainValue } from './plain-value.ts';
import { exactly, rounded, type Scalar, type Want } from './scalar.ts';
import { deadEnd } from './search.ts';
import { memberRows, totalOf } from './collection-rows.ts';
import type { ValueType } from '../check/value-type.ts';
import { noteGap, rowAt, standingOf, type Standing } from './solving.ts';

export function imposeValue(value: CheckedValue, want: Want, at: Standing): void {
  const constant = constantOf(value, at.solving.clock);
  if (constant !== undefined) {
    if (!want.test(constant)) deadEnd('a constant is another');
    return;
  }
  switch (value.kind) {
    case 'attribute':
      return imposeAttribute(value, want, at);
    case 'relation_key':
      return imposeRelation(value, want, at);
    case 'trait': {
      const row = rowAt(value.row, at);
      return imposeValue(traitValue(value, at), want, standingOf(row, at.solving));
    }
    case 'aggregate':
      return imposeAggregate(value, want, at);
    case 'count_periods':
      return imposePeriods(value, want, at);
    case 'case':
      return imposeCase(value, want, at);
    case 'arithmetic':
      return imposeArithmetic(value, want, at);
    case 'negate':
      return imposeValue(
        value.operand,
        mapped(want, negative, (one) => [negative(one)]),
        at,
      );
    case 'call':
      return imposeCall(value, want, at);
    case 'population':
      return noteGap(value.span, 'it compares the object with all others', at.solving);
    case 'duration':
    case 'literal':
    case 'now':
    case 'parameter':
    case 'raw_column':
    case 'today':
    default:
      return noteGap(value.span, 'it cannot be worked out backwards', at.solving);
  }
}

function negative(value: Scalar): Scalar {
  return typeof value === 'number' ? -value : value;
}

/** What is wanted of the argument of a function. */
export function mapped(
  want: Want,
  forward: (value: Scalar) => Scalar | null,
  backward: (result: Scalar) => readonly Scalar[],
): Want {
  return {
    test: (value) => want.test(value === null ? null : forward(value)),
    candidates: want.candidates.flatMap((one): readonly (Scalar | null)[] =>
      one === null ? [null] : backward(one),
    ),
  };
}

function traitValue(
  { row, trait }: Extract<CheckedValue, { kind: 'trait' }>,
  { solving }: Standing,
): CheckedValue {
  const id = `${row.entity}.${trait}`;
  return must(solving.model.traits[id], `trait ${id}`).value;
}

function imposeAttribute(
  value: Extract<CheckedValue, { kind: 'attribute' }>,
  want: Want,
  at: Standing,
): void {
  const { model } = at.solving;
  const attribute = attributeOf(model, value.row.entity, value.attribute);
  const lastHop = value.row.hops.at(-1);
  const isAbsent = want.candidates.every((one) => one === null);
  // Where the attribute itself is always known, it is missing because the related row is.
  if (isAbsent && !attribute.nullable && lastHop !== undefined) {
    const row = rowAt({ ...value.row, hops: value.row.hops.slice(0, -1) }, at);
    const relation = relationOf(model, row.entity, lastHop);
    if (relation.kind !== 'to_one' || !relation.nullable) deadEnd(`${lastHop} is never missing`);
    if (row.toOne.get(lastHop) instanceof Object) deadEnd(`${lastHop} is there`);
    row.toOne.set(lastHop, null);
    return;
  }
  if (attribute.sql !== undefined) {
    noteGap(value.span, 'the warehouse computes it', at.solving);
    return;
  }
  demandValue(rowAt(value.row, at), attribute, want);
}

function imposeRelation(
  value: Extract<CheckedValue, { kind: 'relation_key' }>,
  want: Want,
  at: Standing,
): void {
  const { model } = at.solving;
  const row = rowAt(value.row, at);
  const relation = relationOf(model, row.entity, value.relation);
  if (relation.kind !== 'to_one') return deadEnd(`${value.relation} leads to many rows`);
  const isKnown = row.toOne.get(value.relation) instanceof Object;
  const candidates = want.candidates.filter((one) => one !== null);
  if (want.test(null) && relation.nullable && !isKnown && want.candidates[0] === null) {
    row.toOne.set(value.relation, null);
    return;
  }
  if (candidates.length === 0) return deadEnd(`${value.relation} is never missing`);
  const related = reachToOne(model, row, value.relation);
  const entity = entityOf(model, related.entity);
  const key = attributeOf(model, related.entity, must(entity.key, `key of ${related.entity}`));
  demandValue(related, key, { test: want.test, candidates });
}

/** The first branches whose value is wanted are tried; those before them must not hold. */
function imposeCase(
  value: Extract<CheckedValue, { kind: 'case' }>,
  want: Want,
  at: Standing,
): void {
  const { parts, choose } = at.solving;
  const ways = [
    ...value.branches.map(({ when, gives }, index) => ({ when, gives, index })),
    { when: undefined, gives: value.otherwise, index: value.branches.length },
  ].filter(({ gives }) => {
    if (gives === undefined) return want.test(null);
    const constant = constantOf(gives, at.solving.clock);
    return constant === undefined || want.test(constant);
  });
  const way = ways[choose(ways.length)];
  if (way === undefined) return deadEnd('no branch gives it');
  for (const { when } of value.branches.slice(0, way.index)) parts.require(when, false, at);
  if (way.when !== undefined) parts.require(way.when, true, at);
  if (way.gives !== undefined) imposeValue(way.gives, want, at);
}

function imposeArithmetic(
  value: Extract<CheckedValue, { kind: 'arithmetic' }>,
  want: Want,
  at: Standing,
): void {
  const { operator, left, right } = value;
  const { clock } = at.solving;
  if (right.kind === 'duration' || left.kind === 'duration') return imposeMoved(value, want, at);
  const isConstant = (one: CheckedValue): boolean => constantOf(one, clock) !== undefined;
  const isLeftFixed = isConstant(left) || (!isConstant(right) && at.solving.choose(2) === 1);
  const fixed = pinValue(isLeftFixed ? left : right, at);
  if (typeof fixed !== 'number') return deadEnd('nothing to calculate with');
  const forward = (one: Scalar): Scalar | null => {
    if (typeof one !== 'number') return null;
    const result = isLeftFixed ? calculate(operator, fixed, one) : calculate(operator, one, fixed);
    return result === undefined ? null : rounded(result);
  };
  const backward = (result: Scalar): readonly Scalar[] =>
    typeof result === 'number' ? undone(operator, result, fixed, isLeftFixed) : [];
  imposeValue(isLeftFixed ? right : left, mapped(want, forward, backward), at);
}

function undone(
  operator: '+' | '-' | '*' | '/',
  result: number,
  fixed: number,
  isLeftFixed: boolean,
): readonly number[] {
  const found = {
    '+': result - fixed,
    '-': isLeftFixed ? fixed - result : result + fixed,
    '*': result / fixed,
    '/': isLeftFixed ? fixed / result : result * fixed,
  }[operator];
  return Number.isFinite(found) ? [rounded(found), Math.floor(found), Math.ceil(found)] : [];
}

/** A time moved by a length of time. */
function imposeMoved(
  value: Extract<CheckedValue, { kind: 'arithmetic' }>,
  want: Want,
  at: Standing,
): void {
  const { clock } = at.solving;
  const time = value.right.kind === 'duration' ? value.left : value.right;
  const kind = value.type.kind === 'date' ? 'date' : 'timestamp';
  const moved = (one: Scalar, operator: typeof value.operator): number | undefined => {
    const literal = literalOf(one, time);
    const isLeft = time === value.left;
    const sides = isLeft
      ? { left: literal, right: value.right }
      : { left: value.left, right: literal };
    return clock.constant({ ...value, ...sides, operator }, kind);
  };
  const back = value.operator === '+' ? '-' : '+';
  const backward = (one: Scalar): readonly Scalar[] => {
    const found = value.right.kind === 'duration' ? moved(one, back) : undefined;
    return found === undefined ? [] : [found];
  };
  imposeValue(
    time,
    mapped(want, (one) => moved(one, value.operator) ?? null, backward),
    at,
  );
}

// ---------------------------------------------------------------- settling

/** Gives the value, once and for all. */
export function pinValue(value: CheckedValue, at: Standing): Scalar | null {
  const { clock, model } = at.solving;
  const constant = constantOf(value, clock);
  if (constant !== undefined) return constant;
  switch (value.kind) {
    case 'attribute': {
      const row = rowAt(value.row, at);
      const attribute = attributeOf(model, row.entity, value.attribute);
      const known = valueOf(row.slots.get(attribute.name) ?? []);
      const isKey = attribute.name === entityOf(model, row.entity).key;
      const found =
        known ?? (isKey ? newKey(row, at) : nominalOf(attribute.type, attribute.name, at));
      if (found === undefined) return deadEnd(`no value for ${attribute.name}`);
      demandValue(row, attribute, exactly(found, attribute.type));
      return found;
    }
    case 'trait': {
      const row = rowAt(value.row, at);
      return pinValue(traitValue(value, at), standingOf(row, at.solving));
    }
    case 'arithmetic':
      return pinArithmetic(value, at);
    case 'call':
      return pinCall(value, at);
    case 'case':
      return pinCase(value, at);
    case 'aggregate':
    case 'count_periods':
    case 'duration':
    case 'literal':
    case 'negate':
    case 'now':
    case 'parameter':
    case 'population':
    case 'raw_column':
    case 'relation_key':
    case 'today':
    default:
      return pinNominal(value, at);
  }
}

/** A key that no other object of the test has. */
function newKey({ entity }: DraftRow, { solving }: Standing): string {
  solving.keys.count += 1;
  return `${entity}_${solving.serial}_${solving.keys.count}`;
}

/** By the first branch that can be had. */
function pinCase(value: Extract<CheckedValue, { kind: 'case' }>, at: Standing): Scalar | null {
  const { parts, choose } = at.solving;
  const index = choose(value.branches.length);
  const branch = value.branches[index];
  if (branch === undefined) return deadEnd('no branch');
  for (const { when } of value.branches.slice(0, index)) parts.require(when, false, at);
  parts.require(branch.when, true, at);
  return pinValue(branch.gives, at);
}

function pinArithmetic(
  value: Extract<CheckedValue, { kind: 'arithmetic' }>,
  at: Standing,
): Scalar | null {
  const { left, right, operator } = value;
  if (left.kind === 'duration' || right.kind === 'duration') return pinMoved(value, at);
  const [first, second] = [pinValue(left, at), pinValue(right, at)];
  if (typeof first !== 'number' || typeof second !== 'number') return null;
  const result = calculate(operator, first, second);
  return result === undefined ? null : rounded(result);
}

function pinMoved(
  value: Extract<CheckedValue, { kind: 'arithmetic' }>,
  at: Standing,
): Scalar | null {
  const isLeft = value.right.kind === 'duration';
  const time = isLeft ? value.left : value.right;
  const fixed = pinValue(time, at);
  if (fixed === null) return null;
  const literal = literalOf(fixed, time);
  const sides = isLeft ? { left: literal } : { right: literal };
  return constantOf({ ...value, ...sides }, at.solving.clock) ?? deadEnd('no such time');
}

/** What the rows that count already amount to, or some value of its type. */
export function pinNominal(value: CheckedValue, at: Standing): Scalar | null {
  const have = value.kind === 'aggregate' ? knownAmount(value, at) : undefined;
  const nominal = have ?? nominalOf(value.type, 'value', at);
  if (nominal === undefined) return deadEnd('no value of its type');
  imposeValue(value, exactly(nominal, value.type), at);
  return nominal;
}

/** A value with which calculations come out even; times are tried nearer and nearer to now. */
function nominalOf(type: ValueType, name: string, { solving }: Standing): Scalar | undefined {
  const { clock, choose } = solving;
  switch (type.kind) {
    case 'int':
    case 'decimal':
    case 'money':
      return [10, 100, 1000][choose(3)];
    case 'date':
      return clock.today - ([30, 7, 1, -7][choose(4)] ?? 0);
    case 'timestamp':
      return clock.now - ([30 * 24, 5 * 24, 24, 1, -24][choose(5)] ?? 0) * 3_600_000;
    case 'array':
    case 'bool':
    case 'duration':
    case 'email':
    case 'enum':
    case 'geo':
    case 'id':
    case 'json':
    case 'percent':
    case 'raw':
    case 'text':
    case 'unknown':
    case 'url':
    case 'version':
    default:
      return plainValue(type, name, clock);
  }
}

/** Of rows that are there. */
function knownAmount(
  value: Extract<CheckedValue, { kind: 'aggregate' }>,
  at: Standing,
): Scalar | undefined {
  const members = memberRows(value.collection, at);
  if (members.length === 0) return undefined;
  const total = totalOf(members);
  if (value.function === 'count') return total;
  if (value.value?.kind !== 'attribute' || value.value.row.hops.length > 0) return undefined;
  const name = value.value.attribute;
  const found = members.map(({ row }) => valueOf(row.slots.get(name) ?? []));
  const [first] = found;
  if (first === null || first === undefined || found.some((one) => one !== first)) return undefined;
  return value.function === 'sum' && typeof first === 'number' ? first * total : first;
}
