// Texts made of others: cases, trimming, joining, replacing, domains, names of days.
import { someValue } from './make-places.ts';
import { zonedCall } from './make-times.ts';
import { isKind, type Maker, type Scope, type Typed } from './maker.ts';
import { textLiteral, texts } from './text-pool.ts';

export const weekdayNames: readonly string[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

export function makeText(maker: Maker, scope: Scope, depth: number): Typed | undefined {
  const { random } = maker;
  const name = random.pick([
    'lower',
    'upper',
    'trim',
    'concat',
    'replace',
    'domain',
    'weekday',
  ] as const);
  if (name === 'weekday') {
    const found = zonedCall(maker, scope, 'weekday', depth);
    const hints = weekdayNames.map(textLiteral);
    return found && { ...found, type: { kind: 'enum', values: weekdayNames }, hints };
  }
  if (name === 'domain') {
    const value = someValue(maker, scope, ({ type }) => ['email', 'url'].includes(type.kind));
    const hints = ['"example.com"', '"www.example.com"', '"shop.test"'];
    return value && over([value], `domain(${value.text})`, hints, true);
  }
  const value = maker.value(scope, 'text', depth - 1);
  if (value === undefined) return undefined;
  const literal = (): string => textLiteral(random.pick(texts));
  switch (name) {
    case 'lower':
    case 'upper':
    case 'trim':
      return over([value], `${name}(${value.text})`, changed(value, name), false);
    case 'concat': {
      const other = random.chance(50) ? someValue(maker, scope, isText) : undefined;
      const text = `concat(${value.text}, ${other?.text ?? literal()}${random.chance(20) ? ', "!"' : ''})`;
      return over(other === undefined ? [value] : [value, other], text, value.hints, false);
    }
    case 'replace':
      return over(
        [value],
        `replace(${value.text}, ${literal()}, ${literal()})`,
        value.hints,
        false,
      );
  }
}

function isText({ type }: Typed): boolean {
  return isKind(type, 'text');
}

function changed({ hints }: Typed, name: 'lower' | 'upper' | 'trim'): readonly string[] {
  if (name === 'trim') return [...hints, '"pad"'];
  return hints.map((hint) => {
    if (hint.includes('\\')) return hint;
    return name === 'lower' ? hint.toLowerCase() : hint.toUpperCase();
  });
}

function over(
  args: readonly Typed[],
  text: string,
  hints: readonly string[],
  always: boolean,
): Typed {
  return {
    text,
    type: { kind: 'text' },
    nullable: always || args.some(({ nullable }) => nullable),
    declared: always || args.some(({ declared }) => declared),
    exact: true,
    atom: true,
    hints,
  };
}
