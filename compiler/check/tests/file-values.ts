// Values of a fixture file → values of fields, by the types of the model: typed, exact, and faults in words.
import { Temporal } from 'temporal-polyfill';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import type { Span } from '../../source.ts';
import type { FixtureValueSyntax } from '../../syntax/test-ast.ts';
import { describeType } from '../describe-type.ts';
import { familyOf, isNumber } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { digitsOf } from '../values/canonical-number.ts';
import { versionKey } from '../version-order.ts';
import type { FileValue } from './fixture-tables.ts';

/** What is wrong with a value, to be read behind "line 7: ". */
export interface Problem {
  readonly problem: string;
}

/** `value` as if it were written at `span`. */
export function valueOfFile(
  value: FileValue,
  type: ValueType,
  field: string,
  span: Span,
): FixtureValueSyntax | Problem {
  if (type.kind === 'array') return arrayOfFile(value, type.element, field, span);
  if (type.kind === 'geo') return placeOfFile(value, field, span);
  const read = typeof value === 'object' ? undefined : scalarOfFile(String(value), type, span);
  const isRounded = typeof value === 'number' && significantDigits(value) > 15;
  return read === undefined || isRounded ? wrong(value, type, field) : read;
}

/** More of them a number of JSON does not hold; it may be written as a text. */
function significantDigits(value: number): number {
  return String(value).replaceAll(/\D/g, '').length;
}

function scalarOfFile(value: string, type: ValueType, span: Span): FixtureValueSyntax | undefined {
  if (type.kind === 'bool') {
    const found = /^\s*(true|false)\s*$/i.exec(value)?.[1]?.toLowerCase();
    return found === undefined ? undefined : { kind: 'boolean', value: found === 'true', span };
  }
  if (type.kind === 'date' || type.kind === 'timestamp')
    return timeOfFile(value.trim(), type, span);
  if (isNumber(type) || type.kind === 'money') return numberOfFile(value.trim(), type, span);
  if (type.kind === 'enum' && !type.values.includes(value)) return undefined;
  if (type.kind === 'version' && versionKey(value) === undefined) return undefined;
  const isText = familyOf(type) === 'text' || type.kind === 'version';
  return isText ? { kind: 'string', value, span } : undefined;
}

function wrong(value: FileValue, type: ValueType, field: string): Problem {
  const found = JSON.stringify(value);
  const shown = found.length > 40 ? `${found.slice(0, 40)}…` : found;
  const problem = `\`${field}\` is ${describeType(type)}, and this is ${shown}`;
  const values = type.kind === 'enum' ? type.values : [];
  const meant =
    typeof value === 'string' ? suggestion(value, values, (one) => `"${one}"`) : undefined;
  return { problem: meant === undefined ? problem : `${problem}; ${meant}` };
}

/** `5`, `200.50 USD` in the currency of the field, `70%`; a percentage is otherwise the fraction. */
function numberOfFile(text: string, type: ValueType, span: Span): FixtureValueSyntax | undefined {
  const found = /^([+-]?\d+(?:\.\d+)?)\s*(%|[A-Z]{3})?$/.exec(text);
  const value = (found?.[1] ?? '').replace('+', '');
  const behind = found?.[2];
  const { whole, fraction } = digitsOf(value);
  const fits = whole <= 18 && fraction <= 9 && !(type.kind === 'int' && fraction > 0);
  if (value === '' || !fits) return undefined;
  if (type.kind === 'money') {
    const { currency } = type;
    const isOther = behind !== undefined && behind !== currency;
    return isOther ? undefined : { kind: 'money', value, currency, span };
  }
  if (behind === undefined) return { kind: 'number', value, span };
  return behind === '%' && type.kind === 'percent' ? { kind: 'percent', value, span } : undefined;
}

function timeOfFile(text: string, type: ValueType, span: Span): FixtureValueSyntax | undefined {
  const value = text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T');
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    const isDay = exists(() => Temporal.PlainDate.from(value, { overflow: 'reject' }));
    return isDay ? { kind: 'date', value, span } : undefined;
  }
  if (type.kind !== 'timestamp' || !/^\d{4}-\d\d-\d\dT\d/.test(value)) return undefined;
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(value);
  const isTime = exists(() =>
    isZoned
      ? Temporal.Instant.from(value)
      : Temporal.PlainDateTime.from(value, { overflow: 'reject' }),
  );
  return isTime ? { kind: 'timestamp', value, span } : undefined;
}

function exists(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** In CSV a list is written as in JSON: `["running", "chess"]`. */
function arrayOfFile(
  value: FileValue,
  element: ValueType,
  field: string,
  span: Span,
): FixtureValueSyntax | Problem {
  const type: ValueType = { kind: 'array', element };
  const list: unknown = typeof value === 'string' ? parsed(value) : value;
  if (!Array.isArray(list)) return wrong(value, type, field);
  const items: FixtureValueSyntax[] = [];
  for (const item of list) {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') {
      return wrong(value, type, field);
    }
    const read = valueOfFile(item, element, field, span);
    if ('problem' in read) return read;
    items.push(read);
  }
  return { kind: 'fixture_list', items, span };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `52.2, 21.0`, or a list of the two. */
function placeOfFile(value: FileValue, field: string, span: Span): FixtureValueSyntax | Problem {
  const parts = typeof value === 'string' ? value.split(/[\s,;]+/) : isList(value) ? value : [];
  const numbers = parts
    .map((part) => (typeof part === 'object' ? '' : String(part)))
    .filter((part) => /^-?\d+(?:\.\d{1,9})?$/.test(part));
  if (numbers.length !== 2 || parts.length !== 2) return wrong(value, { kind: 'geo' }, field);
  const args = numbers.map((number) => ({ kind: 'number', value: number, span }) as const);
  return { kind: 'place', function: { text: 'geo', span }, arguments: args, span };
}

function isList(value: FileValue): value is readonly FileValue[] {
  return Array.isArray(value);
}
