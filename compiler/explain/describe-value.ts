// Part of compiler/explain: values as people read them, much as the language writes them.
import { Temporal } from 'temporal-polyfill';
import type { ValueType } from '../check/value-type.ts';
import { visible } from '../diagnostics/visible-line.ts';
import type { Shown } from './shown-value.ts';

const longest = 60;

/** `200 USD`, `"PL"`, `2025-11-01 09:00:00Z`, `missing`. */
export function describeValue(value: Shown | undefined, type: ValueType): string {
  if (value === undefined) return 'not shown';
  if (value === null) return 'missing';
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return describeList(value, type);
  switch (type.kind) {
    case 'int':
    case 'decimal':
      return grouped(value);
    case 'percent':
      return percentText(value);
    case 'money':
      return `${grouped(value)} ${type.currency}`;
    case 'timestamp':
      return instantText(value);
    case 'date':
    case 'duration':
    case 'bool':
      return value;
    case 'text':
    case 'email':
    case 'url':
    case 'id':
    case 'enum':
    case 'version':
    case 'geo':
    case 'json':
    case 'array':
    case 'raw':
    case 'unknown':
      return quoted(value);
  }
}

function describeList(values: readonly string[], type: ValueType): string {
  if (type.kind === 'geo') return `geo(${values.join(', ')})`;
  const element = type.kind === 'array' ? type.element : type;
  const shown = values.slice(0, 5).map((value) => describeValue(value, element));
  return `[${[...shown, ...(values.length > 5 ? ['…'] : [])].join(', ')}]`;
}

export function quoted(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return `"${visible(short)}"`;
}

/** `1234567.5` → `1,234,567.5`; of more than six decimals the first six. */
function grouped(text: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (found === null) return text;
  const [, sign = '', whole = '', decimals = ''] = found;
  const thousands = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  const shown = decimals.slice(0, 6).replace(/0+$/, '');
  const more = shown.length > 0 && decimals.length > 6 ? '…' : '';
  return `${sign}${thousands}${shown === '' ? '' : `.${shown}`}${more}`;
}

function percentText(text: string): string {
  const number = Number(text) * 100;
  return Number.isFinite(number) ? `${grouped(String(Number(number.toFixed(4))))}%` : text;
}

/** To the second where it is whole, in UTC. */
export function instantText(text: string): string {
  return text.replace('T', ' ');
}

/** How far a time is from `now`: `30 days ago`, `in 3 hours`; undefined for what is no time. */
export function distanceText(value: string, type: ValueType, now: string): string | undefined {
  if (type.kind !== 'timestamp' && type.kind !== 'date') return undefined;
  const at = instantOf(type.kind === 'date' ? `${value}T00:00:00Z` : value);
  const origin = instantOf(now);
  if (at === undefined || origin === undefined) return undefined;
  const seconds = Math.round((origin - at) / 1000);
  const size = sizeText(Math.abs(seconds), type.kind === 'date');
  if (size === undefined) return type.kind === 'date' ? 'today' : 'just now';
  return seconds >= 0 ? `${size} ago` : `in ${size}`;
}

function sizeText(seconds: number, isDate: boolean): string | undefined {
  const days = Math.floor(seconds / 86_400);
  if (days > 2 * 365) return plural(Math.floor(days / 365.2425), 'year');
  if (days > 0) return plural(days, 'day');
  if (isDate) return undefined;
  if (seconds >= 3600) return plural(Math.floor(seconds / 3600), 'hour');
  return seconds >= 60 ? plural(Math.floor(seconds / 60), 'minute') : undefined;
}

export function plural(count: number, word: string): string {
  return `${grouped(String(count))} ${word}${count === 1 ? '' : 's'}`;
}

function instantOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
