// Part of compiler/boundaries: worked out values → text as tests write it. Times are counted from now where that reads well.
import type { ValueType } from '../check/value-type.ts';
import { type Clock, dateText, day, timestampText } from './clock.ts';
import { rounded, type Scalar } from './scalar.ts';

/** Times further away are written out. */
const farDays = 800;

export function valueText(value: Scalar | null, type: ValueType, clock: Clock): string {
  if (value === null) return 'missing';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'number') {
    if ('latitude' in value) return `geo(${value.latitude}, ${value.longitude})`;
    const element = type.kind === 'array' ? type.element : type;
    return `[${value.map((one) => valueText(one, element, clock)).join(', ')}]`;
  }
  switch (type.kind) {
    case 'date':
      return dayText(value, clock);
    case 'timestamp':
      return timeText(value, clock);
    case 'percent':
      return `${plainNumber(rounded(value * 100))}%`;
    case 'money':
      return `${plainNumber(value)} ${type.currency}`;
    case 'array':
    case 'bool':
    case 'decimal':
    case 'duration':
    case 'email':
    case 'enum':
    case 'geo':
    case 'id':
    case 'int':
    case 'json':
    case 'raw':
    case 'text':
    case 'unknown':
    case 'url':
    case 'version':
    default:
      return plainNumber(value);
  }
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Never in scientific notation. */
function plainNumber(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 6 });
}

function dayText(value: number, { today }: Clock): string {
  const away = today - value;
  if (away === 0) return 'today';
  if (Math.abs(away) > farDays) return dateText(value);
  return fromNow(`${Math.abs(away)} ${away === 1 || away === -1 ? 'day' : 'days'}`, away > 0);
}

const units = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

function timeText(value: number, { now }: Clock): string {
  const away = now - value;
  if (away === 0) return 'now';
  let left = Math.abs(away);
  const parts: string[] = [];
  for (const [unit, length] of units) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) parts.push(`${count} ${count === 1 ? unit : `${unit}s`}`);
  }
  const isFar = Math.abs(away) > farDays * day;
  if (left > 0 || isFar || parts.length > 4) return timestampText(value);
  return fromNow(parts.join(' '), away > 0);
}

function fromNow(length: string, isPast: boolean): string {
  return isPast ? `${length} ago` : `${length} from now`;
}
