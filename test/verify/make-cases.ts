// `case { when … then … else … }` as text.
import { constant, literalBeside } from './make-literals.ts';
import { someValue } from './make-places.ts';
import type { Maker, Scope, Typed, ValueKind } from './maker.ts';
import { isKind } from './maker.ts';

export function makeCase(
  maker: Maker,
  scope: Scope,
  kind: ValueKind,
  depth: number,
): Typed | undefined {
  const { random } = maker;
  if (kind === 'geo' || kind === 'array' || kind === 'version') return undefined;
  if (kind === 'text' && random.chance(60)) return namedCase(maker, scope, depth);
  const first = someValue(maker, scope, ({ type }) => isKind(type, kind));
  if (first === undefined || first.type.kind === 'enum') return undefined;
  const literal = (): Typed => {
    const isText = isKind(first.type, 'text');
    return constant(literalBeside(maker, first), isText ? { kind: 'text' } : first.type);
  };
  const gives = [first, ...Array.from({ length: random.below(2) }, literal)];
  const otherwise = random.chance(60) ? literal() : undefined;
  const values = otherwise === undefined ? gives : [...gives, otherwise];
  const numbers = new Set(values.map(({ type }) => type.kind));
  const isText = isKind(first.type, 'text');
  return {
    ...caseOf(maker, scope, gives, otherwise, depth),
    type: isText && numbers.size > 1 ? { kind: 'text' } : first.type,
    nullable: otherwise === undefined || values.some(({ nullable }) => nullable),
    declared: otherwise === undefined || values.some(({ declared }) => declared),
    exact: values.every(({ exact }) => exact),
    hints: [...first.hints, ...values.slice(1).map(({ text }) => text)],
  };
}

/** Texts written out, which make up an enum. */
function namedCase(maker: Maker, scope: Scope, depth: number): Typed {
  const { random } = maker;
  const names = random.some(['gold', 'silver', 'none', 'ąä'], random.between(2, 3));
  const literals = names.map((name) => constant(`"${name}"`, { kind: 'text' }));
  const otherwise = random.chance(60) ? literals.at(-1) : undefined;
  const gives = otherwise === undefined ? literals : literals.slice(0, -1);
  return {
    ...caseOf(maker, scope, gives, otherwise, depth),
    type: { kind: 'enum', values: names },
    nullable: otherwise === undefined,
    declared: otherwise === undefined,
    exact: true,
    hints: literals.map(({ text }) => text),
  };
}

function caseOf(
  maker: Maker,
  scope: Scope,
  gives: readonly Typed[],
  otherwise: Typed | undefined,
  depth: number,
): Pick<Typed, 'text' | 'atom'> {
  const lines = gives.map(({ text }) => {
    return `when (${maker.condition(scope, Math.min(1, depth - 1))}) then ${text}`;
  });
  if (otherwise !== undefined) lines.push(`else ${otherwise.text}`);
  return { text: `case {\n${lines.join('\n')}\n}`, atom: false };
}
