// Literals of every type, and the literals that an attribute's values suggest.
import type { ValueType } from '../../compiler/check/value-type.ts';
import type { Maker, Typed } from './maker.ts';
import type { StoredValue } from './model-spec.ts';
import { textLiteral, versions } from './text-pool.ts';

export function constant(text: string, type: ValueType): Typed {
  return { text, type, nullable: false, declared: false, exact: true, atom: true, hints: [] };
}

/** Literals that stand for stored values of the type. */
export function literalsOf(type: ValueType, values: readonly StoredValue[]): readonly string[] {
  return values.flatMap((value) => {
    if (typeof value === 'boolean') return [String(value)];
    if (typeof value !== 'string') return [];
    return literalOf(type, value);
  });
}

const textKinds: readonly ValueType['kind'][] = ['text', 'email', 'url', 'id'];

function literalOf(type: ValueType, value: string): readonly string[] {
  const { kind } = type;
  if (kind === 'percent') return [percentLiteral(value)];
  if (kind === 'money') return [`${value} ${type.currency}`];
  if (kind === 'int' || kind === 'decimal') return [value];
  if (kind === 'enum') return type.values.includes(value) ? [textLiteral(value)] : [];
  if (kind === 'version') return isVersion(value) ? [textLiteral(value)] : [];
  return textKinds.includes(kind) ? [textLiteral(value)] : [];
}

function isVersion(text: string): boolean {
  return /^v?\d{1,10}(?:\.\d{1,10}){0,3}(?:-[a-z0-9.]+)?(?:\+.*)?$/.test(text);
}

/** A fraction as a percentage, exactly. */
export function percentLiteral(fraction: string): string {
  const [whole = '0', decimals = ''] = fraction.split('.');
  const digits = decimals.padEnd(2, '0');
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^(-?)0+(?=\d)/, '$1');
  const rest = digits.slice(2);
  return rest === '' ? `${percent}%` : `${percent}.${rest}%`;
}

/** A literal that can be compared with the value; for what is not exact, one that it is never equal to. */
export function literalBeside(maker: Maker, value: Typed): string {
  const { random } = maker;
  if (!value.exact) return inexactLiteral(maker, value.type);
  const hint = random.chance(80) ? random.pickOne(value.hints) : undefined;
  return hint ?? plainLiteral(maker, value.type);
}

function inexactLiteral({ random }: Maker, type: ValueType): string {
  const sign = random.pick(['', '', '', '-']);
  const whole = random.pick([0, 0, 1, 2, 5, 17, 60]);
  const number = `${sign}${whole}.${random.pick(['00137', '49983', '73019'])}`;
  if (type.kind === 'money') return `${number} ${type.currency}`;
  return type.kind === 'percent' ? `${number}%` : number;
}

export function plainLiteral(maker: Maker, type: ValueType): string {
  const { random, thresholds } = maker;
  if (type.kind === 'timestamp') return instantLiteral(maker);
  if (type.kind === 'date') {
    const day = thresholds.someDay(random);
    thresholds.addDay(day);
    return day.toString();
  }
  if (type.kind === 'money') return `${random.pick(amounts)} ${type.currency}`;
  if (type.kind === 'enum') return textLiteral(random.pick(type.values));
  if (type.kind === 'version') return textLiteral(random.pick(versions.filter(isVersion)));
  if (type.kind === 'id') {
    return textLiteral(random.pickOne(maker.keys.get(type.of ?? '') ?? []) ?? 'p12');
  }
  const literals = plainLiterals[type.kind];
  return literals === undefined ? textLiteral(random.pick(plainTexts)) : random.pick(literals);
}

const amounts = ['0', '1', '10', '20', '19.99', '100', '0.005'];
const plainTexts = ['a', 'A', 'PL', '', 'p12', '😀', 'b'];
const plainLiterals: Readonly<Partial<Record<ValueType['kind'], readonly string[]>>> = {
  int: ['0', '1', '2', '3', '5', '10', '-1', '1_000'],
  decimal: ['0', '0.5', '1.25', '2.5', '10', '-1.75', '0.1'],
  percent: ['0%', '10%', '50%', '99.5%', '100%', '0.001%'],
  bool: ['true', 'false'],
};

/** With `Z`, with an offset, or in the project's zone. */
function instantLiteral({ random, thresholds }: Maker): string {
  const instant = thresholds.someInstant(random).round('millisecond');
  thresholds.addInstant(instant);
  const zone = random.pick(['UTC', 'Asia/Kolkata', thresholds.zone]);
  const zoned = instant.toZonedDateTimeISO(zone);
  if (zone === 'UTC') return instant.toString();
  if (zone === 'Asia/Kolkata') return zoned.toString({ timeZoneName: 'never' });
  const local = zoned.toPlainDateTime();
  const isPlain = local.toZonedDateTime(zone).toInstant().equals(instant);
  return isPlain ? local.toString() : instant.toString();
}
