// Values of a kind: attributes, aggregates, calls, arithmetic, `case`, parameters.
import type { ValueType } from '../../compiler/check/value-type.ts';
import { aggregateOf } from './make-aggregates.ts';
import { makeCase } from './make-cases.ts';
import { constant, literalBeside, plainLiteral } from './make-literals.ts';
import { makeNumber } from './make-numbers.ts';
import { someValue } from './make-places.ts';
import { makeText } from './make-texts.ts';
import { makeTime } from './make-times.ts';
import { isKind, type Maker, type Scope, type Typed, type ValueKind } from './maker.ts';

/** Undefined when there is none of the kind in scope. */
export function makeValue(
  maker: Maker,
  scope: Scope,
  kind: ValueKind,
  depth: number,
): Typed | undefined {
  const { random } = maker;
  const fits = ({ type }: Typed): boolean => isKind(type, kind);
  const attribute = (): Typed | undefined => someValue(maker, scope, fits);
  if (depth <= 0) return attribute();
  const made = random.weighted<() => Typed | undefined>([
    [kind === 'number' ? 30 : 55, attribute],
    [kind === 'number' ? 12 : 16, () => aggregateOf(maker, scope, kind, depth - 1)],
    [8, () => makeCase(maker, scope, kind, depth)],
    [10, () => makeAlike(maker, scope, kind, depth)],
    [4, () => parameterOf(maker, kind)],
    ...byKind(maker, scope, kind, depth),
  ])();
  return made ?? attribute();
}

function byKind(
  maker: Maker,
  scope: Scope,
  kind: ValueKind,
  depth: number,
): readonly (readonly [number, () => Typed | undefined])[] {
  switch (kind) {
    case 'number':
    case 'money':
      return [[kind === 'number' ? 60 : 20, () => makeNumber(maker, scope, kind, depth)]];
    case 'text':
      return [[30, () => makeText(maker, scope, depth)]];
    case 'date':
    case 'timestamp':
    case 'time':
      return [[20, () => makeTime(maker, scope, kind, depth)]];
    case 'geo':
      return [[30, () => constant(placeText(maker), { kind: 'geo' })]];
    case 'bool':
    case 'version':
    case 'array':
      return [];
  }
}

function placeText({ random }: Maker): string {
  const latitude = random.pick(['52.23', '52.5', '0', '-33.5', '89.9']);
  return `geo(${latitude}, ${random.pick(['21.01', '21.2', '151.2', '-179.9', '179.9'])})`;
}

function parameterOf({ random, parameters }: Maker, kind: ValueKind): Typed | undefined {
  const parameter = random.pickOne(parameters.filter(({ type }) => isKind(type, kind)));
  return parameter && constant(`$${parameter.name}`, parameter.type);
}

/** `coalesce`, `least`, `greatest` of values that are alike. */
function makeAlike(maker: Maker, scope: Scope, kind: ValueKind, depth: number): Typed | undefined {
  const { random } = maker;
  if (kind === 'geo' || kind === 'array' || kind === 'version') return undefined;
  const first = maker.value(scope, kind, depth - 1);
  if (first === undefined || first.type.kind === 'enum') return undefined;
  const ordered = !isKind(first.type, 'text') && first.type.kind !== 'bool';
  const name = ordered ? random.pick(['coalesce', 'least', 'greatest']) : 'coalesce';
  const others = Array.from({ length: random.pick([1, 1, 2]) }, () => likeOf(maker, scope, first));
  const all = [first, ...others];
  return {
    text: `${name}(${all.map(({ text }) => text).join(', ')})`,
    type: unified(all.map(({ type }) => type)),
    nullable: all.every(({ nullable }) => nullable),
    declared: all.every(({ nullable }) => nullable) && all.some(({ declared }) => declared),
    exact: all.every(({ exact }) => exact),
    atom: true,
    hints: all.flatMap(({ hints }) => hints),
  };
}

/** A value that `first` can be unified with: another one of its type, or a literal. */
export function likeOf(maker: Maker, scope: Scope, first: Typed): Typed {
  const same = ({ type }: Typed): boolean => isAlike(type, first.type);
  const found = maker.random.chance(60) ? someValue(maker, scope, same) : undefined;
  if (found !== undefined) return found;
  const literal = first.exact ? literalBeside(maker, first) : plainLiteral(maker, first.type);
  return constant(literal, literalType(literal, first.type));
}

/** Literals are of plainer types: text beside an email; `50%` beside a whole number is none. */
function literalType(literal: string, type: ValueType): ValueType {
  if (type.kind === 'int' && literal.endsWith('%')) return { kind: 'percent' };
  if (type.kind === 'int' && literal.includes('.')) return { kind: 'decimal' };
  return isKind(type, 'text') || type.kind === 'version' ? { kind: 'text' } : type;
}

export function isAlike(left: ValueType, right: ValueType): boolean {
  if (left.kind === 'money' || right.kind === 'money') {
    return left.kind === 'money' && right.kind === 'money' && left.currency === right.currency;
  }
  if (left.kind === 'id' && right.kind === 'id') {
    return left.of === right.of || left.of === undefined || right.of === undefined;
  }
  if (isKind(left, 'number')) return isKind(right, 'number');
  if (isKind(left, 'text')) return isKind(right, 'text');
  return left.kind === right.kind;
}

/** As the checker has it. */
export function unified(types: readonly ValueType[]): ValueType {
  const [first, ...rest] = types;
  if (first === undefined) throw new Error('nothing to unify');
  return rest.reduce((left, right) => {
    if (left.kind === 'id' && right.kind === 'id' && left.of !== right.of) {
      return { kind: 'id', of: undefined };
    }
    if (left.kind === right.kind && left.kind !== 'enum') return left;
    if (isKind(left, 'number')) return { kind: 'decimal' };
    return isKind(left, 'text') ? { kind: 'text' } : left;
  }, first);
}
