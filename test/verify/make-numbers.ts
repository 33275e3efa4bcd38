// Numbers and amounts of money: counts, elapsed time, parts of times, arithmetic, mathematics.
import type { ValueType } from '../../compiler/check/value-type.ts';
import { countDistinct, counted, countOfRows, countPeriods } from './make-aggregates.ts';
import { constant } from './make-literals.ts';
import { someValue } from './make-places.ts';
import { zonedCall } from './make-times.ts';
import { isKind, type Maker, operand, type Scope, type Typed } from './maker.ts';

type Make = () => Typed | undefined;

export function makeNumber(
  maker: Maker,
  scope: Scope,
  kind: 'number' | 'money',
  depth: number,
): Typed | undefined {
  const { random } = maker;
  const money: readonly (readonly [number, Make])[] = [
    [8, () => arithmetic(maker, scope, kind, depth)],
    [3, () => negated(maker, scope, kind, depth)],
    [5, () => rounded(maker, scope, kind, depth)],
  ];
  if (kind === 'money') return random.weighted(money)();
  return random.weighted<Make>([
    ...money,
    [10, () => countOfRows(maker, scope, depth - 1)],
    [4, () => countDistinct(maker, scope, depth - 1)],
    [6, () => countPeriods(maker, scope, depth - 1)],
    [26, () => elapsed(maker, scope, depth)],
    [14, () => wholePeriods(maker, scope, depth)],
    [14, () => partOfTime(maker, scope, depth)],
    [3, () => lengthOf(maker, scope, depth)],
    [3, () => sizeOf(maker, scope)],
    [8, () => mathematics(maker, scope, depth)],
    [3, () => distance(maker, scope, depth)],
  ])();
}

interface Traits {
  readonly type: ValueType;
  readonly nullable?: boolean;
  readonly exact?: boolean;
  readonly hints?: readonly string[];
}

/** A call of that text over these arguments. */
function call(text: string, args: readonly Typed[], traits: Traits): Typed {
  const always = traits.nullable === true;
  return {
    text,
    type: traits.type,
    nullable: always || args.some(({ nullable }) => nullable),
    declared: always || args.some(({ declared }) => declared),
    exact: traits.exact ?? args.every(({ exact }) => exact),
    atom: true,
    hints: traits.hints ?? [],
  };
}

const decimal: ValueType = { kind: 'decimal' };
const int: ValueType = { kind: 'int' };

/** Numbers far above 2^53 are compared, added and ranked, not multiplied. */
function tame(
  maker: Maker,
  scope: Scope,
  kind: 'number' | 'money',
  depth: number,
): Typed | undefined {
  const found = maker.value(scope, kind, depth);
  return found?.text.includes('huge') === true ? undefined : found;
}

function arithmetic(
  maker: Maker,
  scope: Scope,
  kind: 'number' | 'money',
  depth: number,
): Typed | undefined {
  const { random } = maker;
  const left = tame(maker, scope, kind, depth - 1);
  if (left === undefined) return undefined;
  if (random.chance(20)) return percentOf(maker, left);
  const operator = random.pick(['+', '-', '*', '/'] as const);
  const right = random.chance(50) ? rightOf(maker, scope, left, operator, depth) : undefined;
  const fallback = constant(random.pick(['2', '3', '0.5', '10']), int);
  const isSum = operator === '+' || operator === '-';
  const same = isSum && kind === 'money' ? { ...left, text: left.text } : fallback;
  const other = right ?? same;
  const mayDivideByZero = operator === '/' && !/^\d/.test(other.text);
  return {
    ...call(`${operand(left)} ${operator} ${operand(other)}`, [left, other], {
      type: arithmeticType(operator, left.type, other),
      nullable: mayDivideByZero,
      exact: operator !== '/' && left.exact && other.exact,
      hints: left.hints,
    }),
    atom: false,
  };
}

function rightOf(
  maker: Maker,
  scope: Scope,
  left: Typed,
  operator: string,
  depth: number,
): Typed | undefined {
  const isSum = operator === '+' || operator === '-';
  const kind = left.type.kind === 'money' && isSum ? 'money' : 'number';
  const right = tame(maker, scope, kind, depth - 2);
  if (right === undefined || kind === 'number') return right;
  const { type } = right;
  const fits =
    type.kind === 'money' && left.type.kind === 'money' && type.currency === left.type.currency;
  return fits ? right : undefined;
}

function arithmeticType(operator: string, left: ValueType, { type, text }: Typed): ValueType {
  if (left.kind === 'money') return left;
  const right = /^\d*\.\d+$/.test(text) ? decimal : type;
  if (operator === '/') return decimal;
  if (operator === '*') return left.kind === 'int' && right.kind === 'int' ? int : decimal;
  return left.kind === right.kind ? left : decimal;
}

function percentOf({ random }: Maker, left: Typed): Typed {
  const type = left.type.kind === 'money' ? left.type : decimal;
  const text = `${random.pick(['50%', '10%', '12.5%', '150%'])} of ${operand(left)}`;
  return { ...call(text, [left], { type, hints: left.hints }), atom: false };
}

function negated(
  maker: Maker,
  scope: Scope,
  kind: 'number' | 'money',
  depth: number,
): Typed | undefined {
  const value = maker.value(scope, kind, depth - 1);
  if (value === undefined) return undefined;
  const hints = value.hints.map((hint) => (hint.startsWith('-') ? hint.slice(1) : `-${hint}`));
  return { ...call(`-${operand(value)}`, [value], { type: value.type, hints }), atom: false };
}

function rounded(
  maker: Maker,
  scope: Scope,
  kind: 'number' | 'money',
  depth: number,
): Typed | undefined {
  const { random } = maker;
  const value = maker.value(scope, kind, depth - 1);
  if (value === undefined) return undefined;
  const name = random.pick(['abs', 'round', 'floor', 'ceil', 'round digits']);
  if (name === 'abs')
    return call(`abs(${value.text})`, [value], { type: value.type, hints: value.hints });
  const isMoney = value.type.kind === 'money';
  if (name === 'round digits') {
    const type = isMoney || value.type.kind === 'int' ? value.type : decimal;
    return call(`round(${value.text}, ${random.between(0, 2)})`, [value], {
      type,
      hints: value.hints,
    });
  }
  return call(`${name}(${value.text})`, [value], {
    type: isMoney ? value.type : int,
    exact: true,
    hints: value.hints,
  });
}

const elapsedUnits = ['days', 'hours', 'minutes', 'weeks'] as const;

/** `days_since(t)`, `hours_between(a, b, counting: desk)` */
function elapsed(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const unit = random.pick(elapsedUnits);
  const short = unit === 'hours' || unit === 'minutes';
  const first = maker.value(scope, short ? 'timestamp' : 'time', depth - 1);
  if (first === undefined) return undefined;
  const args = [first];
  const form = random.pick(['since', 'until', 'between']);
  const isDate = first.type.kind === 'date';
  if (form === 'between') {
    const second = maker.value(scope, isDate ? 'date' : 'timestamp', depth - 1);
    args.push(second ?? constant(isDate ? 'today' : 'now', first.type));
  }
  const calendar = unit !== 'weeks' && random.chance(40);
  const counting = calendar ? `, counting: ${random.pick(maker.model.calendars).name}` : '';
  const type = isDate && unit === 'days' ? int : decimal;
  const text = `${unit}_${form}(${args.map((arg) => arg.text).join(', ')}${counting})`;
  const numbers = ['0', '1', '-1', '2', '7', '30', '48', '1.5'];
  const exact = isDate && unit === 'days';
  return call(text, args, { type, exact, hints: numbers, nullable: calendar && !exact });
}

/** `months_since(t)`, `age(birth_date)` */
function wholePeriods(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const first = maker.value(scope, 'time', depth - 1);
  if (first === undefined) return undefined;
  const traits = { type: int, exact: true, hints: ['0', '1', '-1', '2', '12', '30'] };
  if (random.chance(25)) return call(`age(${first.text})`, [first], traits);
  const name = `${random.pick(['months', 'years'])}_${random.pick(['since', 'until', 'between'])}`;
  if (!name.endsWith('between')) return call(`${name}(${first.text})`, [first], traits);
  const isDate = first.type.kind === 'date';
  const second =
    maker.value(scope, isDate ? 'date' : 'timestamp', depth - 1) ??
    constant(isDate ? 'today' : 'now', first.type);
  return call(`${name}(${first.text}, ${second.text})`, [first, second], traits);
}

function partOfTime(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const name = random.pick(['hour', 'minute', 'week', 'quarter', 'year', 'month', 'day']);
  const found = zonedCall(maker, scope, name, depth);
  const { local } = maker.thresholds;
  const hints = {
    hour: [`${local.hour}`, '0', '23', '2', '3'],
    minute: [`${local.minute}`, '0', '59', '30'],
    week: [`${local.weekOfYear ?? 1}`, '1', '52', '53'],
    quarter: ['1', '2', '3', '4'],
    year: [`${local.year}`, `${local.year - 1}`],
    month: [`${local.month}`, '2', '12'],
    day: [`${local.day}`, '1', '29', '31'],
  }[name];
  return found && { ...found, type: int, exact: true, hints: hints ?? [] };
}

function lengthOf(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const text = maker.value(scope, 'text', depth - 1);
  const hints = ['0', '1', '2', '5'];
  return text && call(`length(${text.text})`, [text], { type: int, exact: true, hints });
}

function sizeOf(maker: Maker, scope: Scope): Typed | undefined {
  const array = someValue(maker, scope, ({ type }) => isKind(type, 'array'));
  return (
    array &&
    call(`size(${array.text})`, [array], { type: int, exact: true, hints: ['0', '1', '2'] })
  );
}

function mathematics(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const value = tame(maker, scope, 'number', depth - 1);
  if (value === undefined) return undefined;
  const traits = { type: decimal, nullable: true, exact: false } as const;
  switch (random.pick(['power', 'sqrt', 'ln', 'mod'] as const)) {
    case 'power': {
      const exponent = random.pick(['2', '0.5', '0', '3', '-1']);
      return call(`power(${value.text}, ${exponent})`, [value], traits);
    }
    case 'sqrt':
      return call(`sqrt(${value.text})`, [value], traits);
    case 'ln':
      return call(`ln(${value.text})`, [value], traits);
    case 'mod': {
      const whole = someValue(maker, scope, ({ type }) => type.kind === 'int');
      if (whole === undefined) return counted('mod(7, 3)', { nullable: true, declared: true });
      const hints = ['0', '1', '2', '-1'];
      const divisor = random.pick(['2', '3', '0', '-3']);
      return call(`mod(${whole.text}, ${divisor})`, [whole], { type: int, nullable: true, hints });
    }
  }
}

function distance(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const first = someValue(maker, scope, ({ type }) => type.kind === 'geo');
  const second = maker.value(scope, 'geo', depth);
  if (first === undefined || second === undefined) return undefined;
  const text = `distance_km(${first.text}, ${second.text})`;
  return call(text, [first, second], { type: decimal, exact: false });
}
