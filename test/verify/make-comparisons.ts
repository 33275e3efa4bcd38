// Conditions on single values: comparisons, sets, ranges, texts, arrays, places, missing ones.
import { constant, literalBeside, plainLiteral } from './make-literals.ts';
import { aggregateOf } from './make-aggregates.ts';
import { makeNumber } from './make-numbers.ts';
import { makeText } from './make-texts.ts';
import { someValue } from './make-places.ts';
import { isAlike, likeOf } from './make-values.ts';
import { isKind, type Maker, operand, type Scope, type Typed, type ValueKind } from './maker.ts';
import { emails, textLiteral, texts, urls } from './text-pool.ts';

type Make = () => string | undefined;

export function comparison(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  return random.weighted<Make>([
    [depth > 0 ? 30 : 0, () => calculated(maker, scope, depth)],
    [30, () => compare(maker, scope, depth)],
    [8, () => inSet(maker, scope, depth)],
    [8, () => inRange(maker, scope, depth)],
    [8, () => textMatch(maker, scope, depth)],
    [6, () => arrayHas(maker, scope)],
    [3, () => within(maker, scope, depth)],
    [7, () => isMissing(maker, scope, depth)],
    [5, () => truth(maker, scope, depth)],
  ])();
}

const kinds: readonly (readonly [number, ValueKind])[] = [
  [12, 'number'],
  [6, 'money'],
  [9, 'text'],
  [2, 'bool'],
  [3, 'date'],
  [4, 'timestamp'],
  [2, 'version'],
];

/** What a negation over something that can be missing must say, and others may. */
export function missingRule({ random }: Maker, negated: boolean, values: readonly Typed[]): string {
  const nullable = values.some((value) => value.nullable);
  const declared = values.some((value) => value.declared);
  if (!nullable) return '';
  if (negated && (declared || random.chance(80))) {
    return random.pick([' or missing', ' and known']);
  }
  if (negated) return '';
  return random.weighted([
    [70, ''],
    [20, ' or missing'],
    [10, ' and known'],
  ]);
}

/** A number that is no attribute, compared with what is written out. */
export function calculated(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  if (random.chance(18)) return calculatedText(maker, scope);
  const kind = random.chance(80) ? 'number' : 'money';
  const reach = random.chance(70) ? 1 : depth;
  const left = random.chance(18)
    ? aggregateOf(maker, scope, kind, reach)
    : makeNumber(maker, scope, kind, reach);
  if (left === undefined) return undefined;
  const right = constant(literalBeside(maker, left), left.type);
  const operator = random.pick([...(left.exact ? ['=', '!='] : []), '<', '<=', '>', '>=']);
  const rule = missingRule(maker, operator === '!=', [left]);
  return `${operand(left)} ${operator} ${operand(right)}${rule}`;
}

function isOrdered({ type }: Typed): boolean {
  return !isKind(type, 'text') && type.kind !== 'bool';
}

function compare(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const left = maker.value(scope, random.weighted(kinds), depth);
  if (left === undefined) return undefined;
  const right = other(maker, scope, left, depth);
  const exact = left.exact && right.exact;
  const equal = exact ? ['=', '=', '!='] : [];
  const ordered = isOrdered(left) ? ['<', '<=', '>', '>='] : [];
  const operator = random.pickOne([...equal, ...ordered]);
  if (operator === undefined) return undefined;
  return `${operand(left)} ${operator} ${operand(right)}${missingRule(maker, operator === '!=', [left, right])}`;
}

/** A text that is made of others, compared with one that it may be equal to. */
function calculatedText(maker: Maker, scope: Scope): string | undefined {
  const { random } = maker;
  const left = makeText(maker, scope, 1);
  if (left === undefined) return undefined;
  const right = constant(literalBeside(maker, left), { kind: 'text' });
  const operator = random.pick(['=', '!=']);
  return `${operand(left)} ${operator} ${operand(right)}${missingRule(maker, operator === '!=', [left])}`;
}

/** A literal, or another value; two inexact values are not compared. */
function other(maker: Maker, scope: Scope, left: Typed, depth: number): Typed {
  const { random } = maker;
  if (left.exact && random.chance(30)) {
    const found = depth > 1 && random.chance(30) ? alike(maker, scope, left, depth - 1) : undefined;
    return found ?? likeOf(maker, scope, left);
  }
  return constant(literalBeside(maker, left), left.type);
}

function alike(maker: Maker, scope: Scope, left: Typed, depth: number): Typed | undefined {
  const kind = kinds.find(([, one]) => isKind(left.type, one))?.[1];
  const found = kind === undefined ? undefined : maker.value(scope, kind, depth);
  if (found === undefined || !found.exact || !isAlike(found.type, left.type)) return undefined;
  return found.type.kind === 'enum' || left.type.kind === 'enum' ? undefined : found;
}

function inSet(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const subject = maker.value(scope, random.weighted(kinds), depth);
  if (subject === undefined || !subject.exact) return undefined;
  const items = Array.from({ length: random.between(1, 4) }, () =>
    random.chance(85)
      ? constant(literalBeside(maker, subject), subject.type)
      : likeOf(maker, scope, subject),
  );
  const negated = random.chance(35);
  const list = items.map((item) => operand(item)).join(', ');
  const rule = missingRule(maker, negated, [subject, ...items]);
  return `${operand(subject)} ${negated ? 'not in' : 'in'} [${list}]${rule}`;
}

function inRange(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const kind = random.pick(['number', 'money', 'date', 'timestamp', 'version', 'number'] as const);
  const subject = maker.value(scope, kind, depth);
  if (subject === undefined) return undefined;
  const low = random.chance(85)
    ? undefined
    : someValue(maker, scope, ({ type, exact }) => {
        return exact && subject.exact && isAlike(type, subject.type);
      });
  const bounds = [low ?? constant(literalBeside(maker, subject), subject.type)];
  bounds.push(constant(literalBeside(maker, subject), subject.type));
  const negated = random.chance(30);
  const rule = missingRule(maker, negated, [subject, ...bounds]);
  const [first, second] = bounds.map((bound) => operand(bound));
  return `${operand(subject)} ${negated ? 'not in' : 'in'} ${first ?? ''}..${second ?? ''}${rule}`;
}

function textMatch(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const subject = maker.value(scope, 'text', depth);
  if (subject === undefined) return undefined;
  const negated = random.chance(35);
  const not = negated ? 'not ' : '';
  const words = random.pick(['contains', 'starts with', 'ends with', 'matches']);
  if (words === 'matches') {
    const pattern = random.pick(patterns);
    const rule = missingRule(maker, negated, [subject]);
    return `${operand(subject)} ${not}matches ${textLiteral(pattern)}${folding(maker)}${rule}`;
  }
  const several = random.chance(25);
  const items = Array.from({ length: several ? 2 : 1 }, () => patternFor(maker, scope, subject));
  const list = items.map(({ text }) => text).join(', ');
  const rule = missingRule(maker, negated, [subject, ...items]);
  const right = several ? `any of [${list}]` : list;
  return `${operand(subject)} ${not}${words} ${right}${folding(maker)}${rule}`;
}

function folding({ random }: Maker): string {
  return random.chance(35) ? ' ignoring case' : '';
}

const patterns: readonly string[] = [
  '^/product/[0-9]+',
  '[0-9]',
  '^a',
  'b$',
  '^$',
  '.',
  '^.$',
  'a|b',
  'example\\.com',
  'PL|pl',
  '[a-c]{1,2}',
  'x.y',
  'o',
];

function patternFor(maker: Maker, scope: Scope, subject: Typed): Typed {
  const { random } = maker;
  if (random.chance(10)) {
    const found = someValue(maker, scope, ({ type }) => isKind(type, 'text'));
    if (found !== undefined) return found;
  }
  const hint = random.chance(60) ? random.pickOne(subject.hints) : undefined;
  const whole = hint ?? textLiteral(random.pick([...texts, ...urls]));
  const isPlain = /^"\w{4,}/.test(whole);
  const cut = isPlain && random.chance(50) ? `${whole.slice(0, 4)}"` : whole;
  return constant(random.chance(15) && isPlain ? cut.toUpperCase() : cut, { kind: 'text' });
}

const itemTexts: readonly string[] = ['a', 'b', 'A', 'PL', '😀', "o'x", ''];

function arrayHas(maker: Maker, scope: Scope): string | undefined {
  const { random } = maker;
  const subject = someValue(maker, scope, ({ type }) => isKind(type, 'array'));
  if (subject?.type.kind !== 'array') return undefined;
  const { element } = subject.type;
  const negated = random.chance(35);
  const not = negated ? 'not ' : '';
  const how = random.pick(['any of', 'all of']);
  const isText = element.kind === 'text' || element.kind === 'email';
  if (random.chance(35)) {
    const found = someValue(maker, scope, ({ type, text }) => {
      return type.kind === 'array' && type.element.kind === element.kind && text !== subject.text;
    });
    if (found !== undefined) {
      const rule = missingRule(maker, negated, [subject, found]);
      return `${subject.text} ${not}has ${how} ${found.text}${rule}`;
    }
  }
  const literal = (): string =>
    isText
      ? textLiteral(random.pick(element.kind === 'email' ? emails : itemTexts))
      : random.pick(['0', '1', '2', '3', '-1']);
  const rule = missingRule(maker, negated, [subject]);
  if (random.chance(40)) return `${subject.text} ${not}has ${literal()}${rule}`;
  const list = Array.from({ length: random.between(1, 3) }, literal).join(', ');
  return `${subject.text} ${not}has ${how} [${list}]${rule}`;
}

function within(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const subject = someValue(maker, scope, ({ type }) => type.kind === 'geo');
  const of = maker.value(scope, 'geo', depth);
  if (subject === undefined || of === undefined) return undefined;
  const negated = random.chance(35);
  const length = random.pick(['31.7 km', '2_500.3 km', '33_333.3 m', '20.1 mi', '17_000.9 km']);
  const rule = missingRule(maker, negated, [subject, of]);
  return `${subject.text} ${negated ? 'not ' : ''}within ${length} of ${of.text}${rule}`;
}

function isMissing(maker: Maker, scope: Scope, depth: number): string | undefined {
  const { random } = maker;
  const kind = random.pick(['number', 'text', 'time', 'bool', 'version', 'geo', 'array'] as const);
  const value = random.chance(60)
    ? someValue(maker, scope, ({ nullable }) => nullable)
    : maker.value(scope, kind, depth);
  return value && `${operand(value)} is ${random.pick(['missing', 'known'])}`;
}

function truth(maker: Maker, scope: Scope, depth: number): string | undefined {
  const value = maker.value(scope, 'bool', depth);
  return value && operand(value);
}

/** For parameters, too. */
export function argumentFor(maker: Maker, type: Typed['type'], hints: readonly string[]): string {
  return maker.random.pickOne(hints) ?? plainLiteral(maker, type);
}
