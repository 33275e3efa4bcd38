// Literals as typed values in canonical form: percents as fractions, instants in UTC. Reports dates that do not exist.
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type { LiteralSyntax } from '../../syntax/literal-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import type { ValueType } from '../value-type.ts';
import { canonicalNumber, digitsOf, hundredth } from './canonical-number.ts';

export function checkLiteral(syntax: LiteralSyntax, checking: Checking): CheckedValue {
  const { span } = syntax;
  switch (syntax.kind) {
    case 'string':
      return literal(syntax.value, { kind: 'text' }, span);
    case 'boolean':
      return literal(syntax.value, { kind: 'bool' }, span);
    case 'number': {
      const value = canonicalNumber(syntax.value);
      return number(value, { kind: value.includes('.') ? 'decimal' : 'int' }, span, checking);
    }
    case 'percent':
      return number(hundredth(syntax.value), { kind: 'percent' }, span, checking);
    case 'money': {
      const type = { kind: 'money', currency: syntax.currency } as const;
      return number(canonicalNumber(syntax.value), type, span, checking);
    }
    case 'date':
      return dateLiteral(syntax.value, span, checking);
    case 'timestamp':
      return timestampLiteral(syntax.value, span, checking);
    case 'duration':
      return durationLiteral(syntax, checking);
    case 'now':
      return { kind: 'now', type: { kind: 'timestamp' }, nullable: false, span };
    case 'today':
      return { kind: 'today', type: { kind: 'date' }, nullable: false, span };
  }
}

/** A whole number that the checker supplies itself. */
export function intLiteral(value: number, span: Span): CheckedValue {
  return literal(String(value), { kind: 'int' }, span);
}

export function literal(value: string | boolean, type: ValueType, span: Span): CheckedValue {
  return { kind: 'literal', value, type, nullable: false, span };
}

/** What every warehouse holds exactly: 18 digits in front of the point and 9 after it. */
function number(value: string, type: ValueType, span: Span, checking: Checking): CheckedValue {
  const digits = digitsOf(value);
  if (digits.whole <= 18 && digits.fraction <= 9) return literal(value, type, span);
  const args = { what: 'number', problem: 'has more than 18 digits, or more than 9 decimals' };
  checking.report(catalogue.typing.impossibleLiteral, span, args);
  return unknownValue(span);
}

function dateLiteral(text: string, span: Span, checking: Checking): CheckedValue {
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (date.year >= 1 && date.year <= 9999) {
      return literal(date.toString(), { kind: 'date' }, span);
    }
  } catch {
    // falls through: the day does not exist
  }
  const args = { what: 'date', problem: `\`${text}\` is not a day of the calendar` };
  checking.report(catalogue.typing.impossibleLiteral, span, args);
  return unknownValue(span);
}

function timestampLiteral(text: string, span: Span, checking: Checking): CheckedValue {
  try {
    const instant = instantOf(text, checking.table.project.timezone);
    return literal(instant.toString(), { kind: 'timestamp' }, span);
  } catch {
    const args = { what: 'time', problem: `\`${text}\` is not a moment of the calendar` };
    checking.report(catalogue.typing.impossibleLiteral, span, args);
    return unknownValue(span);
  }
}

function instantOf(text: string, zone: string): Temporal.Instant {
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text);
  return Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    .toZonedDateTime(zone)
    .toInstant();
}

function durationLiteral(
  syntax: Extract<LiteralSyntax, { kind: 'duration' }>,
  checking: Checking,
): CheckedValue {
  const { span, unit } = syntax;
  const amount = Number(syntax.amount);
  if (Number.isInteger(amount) && amount <= 1_000_000) {
    return { kind: 'duration', amount, unit, type: { kind: 'duration' }, nullable: false, span };
  }
  const args = { what: 'whole number of units, at most 1,000,000', found: syntax.amount };
  checking.report(catalogue.typing.badAmount, span, args);
  return unknownValue(span);
}
