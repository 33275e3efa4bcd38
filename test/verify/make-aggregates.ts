// Values over collections: counts, sums, first and last values, modes, and numbers of periods.
import type { ValueType } from '../../compiler/check/value-type.ts';
import { isKind, type Maker, operand, type Scope, type Typed, type ValueKind } from './maker.ts';
import { literalBeside } from './make-literals.ts';
import { someValue, valuesAt } from './make-places.ts';
import type { CollectionText } from './maker.ts';

const someCounts = ['0', '1', '2', '3', '4'];

export function counted(text: string, extras: Partial<Typed> = {}): Typed {
  return {
    text,
    type: { kind: 'int' },
    nullable: false,
    declared: false,
    exact: true,
    atom: true,
    hints: someCounts,
    ...extras,
  };
}

function tail({ alias, window, where }: CollectionText): string {
  return `${alias}${window}${where}`;
}

/** `count(orders …)` */
export function countOfRows(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const rows = maker.collection(scope, { depth, aggregated: true });
  return rows && counted(`count(${rows.path}${tail(rows)})`);
}

/** `count distinct(orders.status)`, of keys, of expressions. */
export function countDistinct(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const rows = maker.collection(scope, { depth, aggregated: true });
  if (rows === undefined) return undefined;
  if (rows.entity.key !== undefined && maker.random.chance(30)) {
    return counted(`count distinct(${rows.path}${tail(rows)})`);
  }
  const value = valueOfRows(maker, rows, ({ type }) => isSingle(type), depth);
  return value && counted(`count distinct(${value.text})`);
}

export function isSingle(type: ValueType): boolean {
  return !['geo', 'json', 'array', 'duration'].includes(type.kind);
}

interface OfRows {
  /** What stands in the parentheses: a path that ends in the value, or `expression of rows`. */
  readonly text: string;
  readonly value: Typed;
}

function valueOfRows(
  maker: Maker,
  rows: CollectionText,
  test: (value: Typed) => boolean,
  depth: number,
): OfRows | undefined {
  const { random } = maker;
  if (depth > 0 && random.chance(25)) {
    const kinds: readonly ValueKind[] = ['number', 'money', 'text', 'time', 'bool'];
    for (const kind of random.shuffled(kinds)) {
      const value = maker.value(rows.scope, kind, depth - 1);
      if (value === undefined || !test(value)) continue;
      return { text: `${operand(value)} of ${rows.path}${tail(rows)}`, value };
    }
  }
  const own = { prefix: '', entity: rows.entity, nullable: false, declared: false };
  const near = valuesAt(maker, own).filter(test);
  const inner = { rows: [rows.scope.rows[0]] } as const;
  const value = random.chance(75) ? random.pickOne(near) : someValue(maker, inner, test);
  return value && { text: `${rows.path}.${value.text}${tail(rows)}`, value };
}

/** A missing result is possible, except where nothing adds up to 0. */
function over(
  maker: Maker,
  scope: Scope,
  depth: number,
  functions: readonly string[],
  test: (value: Typed) => boolean,
): Typed | undefined {
  const { random } = maker;
  const name = random.pick(functions);
  const ordered = name === 'first' || name === 'last';
  const rows = maker.collection(
    scope,
    ordered ? { depth, aggregated: true, timed: true } : { depth, aggregated: true },
  );
  const found = rows && valueOfRows(maker, rows, test, depth);
  if (found === undefined) return undefined;
  const { value } = found;
  const missing = name !== 'sum';
  const isDouble = isMiddle(name) && (value.type.kind === 'decimal' || found.text.includes('huge'));
  return {
    text: `${name}(${found.text})`,
    type: resultOf(name, value.type),
    nullable: missing,
    declared: missing,
    exact: value.exact && name !== 'avg' && !isDouble,
    atom: true,
    hints: value.hints,
  };
}

function resultOf(name: string, type: ValueType): ValueType {
  if (name === 'sum' && type.kind === 'percent') return { kind: 'decimal' };
  return isMiddle(name) && type.kind === 'int' ? { kind: 'decimal' } : type;
}

function isMiddle(name: string): boolean {
  return name === 'avg' || name === 'median';
}

/** An aggregate of that kind, undefined when there is none. */
export function aggregateOf(
  maker: Maker,
  scope: Scope,
  kind: ValueKind,
  depth: number,
): Typed | undefined {
  const test = ({ type }: Typed): boolean => isKind(type, kind);
  switch (kind) {
    case 'number':
    case 'money': {
      const functions = ['sum', 'avg', 'min', 'max', 'median', 'mode', 'first', 'last'];
      return over(maker, scope, depth, functions, test);
    }
    case 'date':
    case 'timestamp':
    case 'time':
      return over(maker, scope, depth, ['min', 'max', 'first', 'last', 'mode'], test);
    case 'text':
    case 'bool':
    case 'version':
      return over(maker, scope, depth, ['mode', 'first', 'last'], test);
    case 'geo':
    case 'array':
      return undefined;
  }
}

const periods = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;

/** `count consecutive days(shipped_at of orders … having sum(total) > 3)` */
export function countPeriods(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const rows = maker.collection(scope, { depth, timed: true });
  if (rows === undefined) return undefined;
  const time = random.chance(20)
    ? someValue(maker, { rows: [rows.scope.rows[0]] }, ({ type }) => isKind(type, 'time'))
    : undefined;
  const hasBy = rows.window.includes(' by ');
  const isDate = hasBy || (time?.type.kind ?? rows.entity.time?.type) === 'date';
  const unit = random.pick(isDate ? periods.slice(1) : periods);
  const of = time === undefined ? '' : `${time.text} of `;
  const consecutive = random.chance(40) ? 'consecutive ' : '';
  const having = random.chance(50) ? havingText(maker, rows) : '';
  return counted(`count ${consecutive}${unit}s(${of}${rows.path}${tail(rows)}${having})`);
}

/** `having sum(total) >= 3`, over the rows of one period. */
export function havingText(maker: Maker, rows: CollectionText): string {
  const { random } = maker;
  const operator = random.pick(['>=', '>', '<', '<=', '=', '!=']);
  if (random.chance(15)) return ` having count ${operator} ${random.between(1, 3)}`;
  const inner = { rows: [rows.scope.rows[0]] } as const;
  if (random.chance(15)) {
    const value = someValue(maker, inner, ({ type }) => isSingle(type));
    if (value === undefined) return '';
    return ` having count distinct(${value.text}) ${operator} ${random.between(1, 3)}`;
  }
  const name = random.pick(['sum', 'avg', 'min', 'max', 'median']);
  const kind = random.pick(['number', 'money'] as const);
  const value = someValue(maker, inner, ({ type }) => isKind(type, kind));
  if (value === undefined) return '';
  const type = resultOf(name, value.type);
  const exact = value.exact && name !== 'avg' && name !== 'median';
  const amount = exact ? literalBeside(maker, { ...value, type }) : inexact(maker, value, type);
  return ` having ${name}(${value.text}) ${operator} ${amount}`;
}

function inexact(maker: Maker, value: Typed, type: ValueType): string {
  return literalBeside(maker, { ...value, exact: false, type });
}
