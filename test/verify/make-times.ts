// Times made of others: moved by durations, the local day, now and today; and calls that read a local time in some zone.
import { zoneNames } from './now-pool.ts';
import { constant } from './make-literals.ts';
import { someValue } from './make-places.ts';
import { type Against, someLength, units } from './make-windows.ts';
import { isKind, type Maker, operand, type Scope, type Typed } from './maker.ts';

export function makeTime(
  maker: Maker,
  scope: Scope,
  kind: 'date' | 'timestamp' | 'time',
  depth: number,
): Typed | undefined {
  const { random } = maker;
  if (kind !== 'timestamp' && random.chance(40)) {
    const found = zonedCall(maker, scope, 'date', depth);
    return found && { ...found, type: { kind: 'date' } };
  }
  const found =
    maker.value(scope, kind, depth - 1) ??
    (kind === 'date' ? constant('today', { kind }) : constant('now', { kind: 'timestamp' }));
  return moved(maker, found);
}

/** `due_at + 2 days` */
function moved(maker: Maker, value: Typed): Typed {
  const { random } = maker;
  const against: Against = value.type.kind === 'date' ? 'date' : 'timestamp';
  const { amount, unit } = someLength(maker, against);
  const length = units(amount, unit);
  const isFirst = random.chance(20);
  const text = isFirst
    ? `${length} + ${operand(value)}`
    : `${operand(value)} ${random.pick(['+', '-'])} ${length}`;
  return { ...value, text, atom: false, hints: [] };
}

/** A part of a local time: in the project's zone, in one that is written out, or in one that stands in the row. */
export function zonedCall(
  maker: Maker,
  scope: Scope,
  name: string,
  depth: number,
): Typed | undefined {
  const { random } = maker;
  const short = name === 'hour' || name === 'minute';
  const found = maker.value(scope, short ? 'timestamp' : 'time', depth - 1);
  const time = random.chance(8) ? constant('now', { kind: 'timestamp' }) : found;
  if (time === undefined) return undefined;
  const zone =
    time.type.kind === 'timestamp' && random.chance(60) ? zoneOf(maker, scope) : undefined;
  const isRow = zone !== undefined && !zone.text.startsWith('"');
  return {
    text: `${name}(${time.text}${zone === undefined ? '' : `, tz: ${zone.text}`})`,
    type: time.type,
    nullable: time.nullable || isRow,
    declared: time.declared || (isRow && zone.declared),
    exact: true,
    atom: true,
    hints: [],
  };
}

function zoneOf(maker: Maker, scope: Scope): Typed {
  const { random } = maker;
  const written = constant(`"${random.pick(zoneNames)}"`, { kind: 'text' });
  if (random.chance(35)) return written;
  return someValue(maker, scope, isZone) ?? written;
}

function isZone({ text, type }: Typed): boolean {
  return isKind(type, 'text') && /(?:^|\.)zone$/.test(text);
}
