// Two values side by side: whether their types fit, whether an enum has the text, and what to say when not.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import { renameFixes } from '../diagnostics/rename-fixes.ts';
import { suggestion } from '../diagnostics/did-you-mean.ts';
import type { Span } from '../source.ts';
import type { ComparisonOperator } from '../syntax/expression-ast.ts';
import type { CheckedValue } from './checked.ts';
import type { Checking } from './checking.ts';
import { isConstant, spanBetween } from './constants.ts';
import { describeType } from './describe-type.ts';
import { isTime, type Mismatch, mismatchOf } from './type-rules.ts';
import type { ValueType } from './value-type.ts';
import { versionKey } from './version-order.ts';

/** True when the two can be compared for equality; otherwise it is reported, or was. */
export function requireComparable(
  left: CheckedValue,
  right: CheckedValue,
  span: Span,
  checking: Checking,
  operator?: ComparisonOperator,
): boolean {
  if (left.type.kind === 'unknown' || right.type.kind === 'unknown') return false;
  const version = versionText(left, right) ?? versionText(right, left);
  if (version !== undefined) return isVersion(version, checking);
  const mismatch = mismatchOf(left.type, right.type);
  if (mismatch !== undefined) {
    reportMismatch(mismatch, left, right, { span, operator }, checking);
    return false;
  }
  return enumHas(left.type, right, checking) && enumHas(right.type, left, checking);
}

/** The text written out beside a version. */
function versionText(version: CheckedValue, other: CheckedValue): CheckedLiteral | undefined {
  if (version.type.kind !== 'version' || other.kind !== 'literal') return undefined;
  return other.type.kind === 'text' ? other : undefined;
}

type CheckedLiteral = Extract<CheckedValue, { kind: 'literal' }>;

function isVersion({ value, span }: CheckedLiteral, checking: Checking): boolean {
  if (versionKey(String(value)) !== undefined) return true;
  checking.report(catalogue.typing.badVersion, span, { found: String(value) });
  return false;
}

function quote(name: string): string {
  return `"${name}"`;
}

/** A text literal beside an enum must be one of its values. */
function enumHas(type: ValueType, value: CheckedValue, checking: Checking): boolean {
  if (type.kind !== 'enum' || value.kind !== 'literal' || typeof value.value !== 'string') {
    return true;
  }
  if (value.type.kind !== 'text' || type.values.includes(value.value)) return true;
  const all = type.values.slice(0, 20).map(quote).join(', ');
  const help = suggestion(value.value, type.values, quote) ?? `It can be ${all}.`;
  const fixes = renameFixes(value.value, type.values, value.span, quote);
  const args = { value: value.value, of: describeType(type), help };
  checking.report(catalogue.names.unknownEnumValue, value.span, args, { fixes });
  return false;
}

function reportMismatch(
  mismatch: Mismatch,
  left: CheckedValue,
  right: CheckedValue,
  { span, operator }: { readonly span: Span; readonly operator: ComparisonOperator | undefined },
  checking: Checking,
): void {
  const found = { left: describeType(left.type), right: describeType(right.type) };
  switch (mismatch) {
    case 'currencies':
      checking.report(catalogue.typing.differentCurrencies, span, found);
      return;
    case 'money_and_number':
      checking.report(catalogue.typing.moneyAndNumber, span, moneyArgs(left, right), {
        fixes: moneyFixes(left, right),
      });
      return;
    case 'date_and_timestamp':
      checking.report(catalogue.typing.dateAndTimestamp, span, found, {
        fixes: momentFixes(left, operator, right),
      });
      return;
    case 'different_objects':
    case 'not_comparable':
    case 'different':
      reportDifferent(left, right, span, checking);
  }
}

function reportDifferent(
  left: CheckedValue,
  right: CheckedValue,
  span: Span,
  checking: Checking,
): void {
  const args = {
    left: describeType(left.type),
    right: describeType(right.type),
    help: differentHelp(left, right),
  };
  checking.report(catalogue.typing.notComparable, span, args, { fixes: quoteFixes(left, right) });
}

function moneyArgs(left: CheckedValue, right: CheckedValue): { money: string; number: string } {
  const [money, number] = left.type.kind === 'money' ? [left, right] : [right, left];
  return { money: describeType(money.type), number: describeType(number.type) };
}

function moneyFixes(left: CheckedValue, right: CheckedValue): readonly Fix[] {
  const [money, number] = left.type.kind === 'money' ? [left, right] : [right, left];
  if (money.type.kind !== 'money' || number.type.kind === 'percent') return [];
  if (money.kind === 'literal' && number.kind !== 'literal') {
    const plain = String(money.value);
    return [{ title: `write \`${plain}\``, span: money.span, text: plain }];
  }
  if (number.kind !== 'literal') return [];
  const text = `${String(number.value)} ${money.type.currency}`;
  return [{ title: `write \`${text}\``, span: number.span, text }];
}

const wordsForDays: Readonly<Partial<Record<ComparisonOperator, string>>> = {
  '=': 'on',
  '<': 'before',
  '>': 'after',
};

/** `placed_at = 2025-11-01` is meant as the whole day. */
function momentFixes(
  left: CheckedValue,
  operator: ComparisonOperator | undefined,
  right: CheckedValue,
): readonly Fix[] {
  const word = operator === undefined ? undefined : wordsForDays[operator];
  if (word === undefined || left.type.kind !== 'timestamp' || !isConstant(right)) return [];
  const span = spanBetween(left.span, right.span);
  return [
    { title: `write \`${word}\` in place of \`${operator ?? ''}\``, span, text: ` ${word} ` },
  ];
}

/** Quotes where there must be some, and none where there must not be. */
function quoteFixes(left: CheckedValue, right: CheckedValue): readonly Fix[] {
  if (
    isTime(left.type) &&
    right.kind === 'literal' &&
    /^\d{4}-\d\d-\d\d/.test(String(right.value))
  ) {
    const text = String(right.value);
    return [{ title: `write ${text} without quotes`, span: right.span, text }];
  }
  const literal = unquotedFix(left, right) ?? unquotedFix(right, left);
  if (literal !== undefined) return [literal];
  const number = [left, right].find(
    ({ kind, type }) => kind === 'literal' && (type.kind === 'int' || type.kind === 'decimal'),
  );
  const textual = [left, right].some(({ type }) => type.kind === 'id' || type.kind === 'text');
  if (number?.kind !== 'literal' || !textual) return [];
  const text = `"${String(number.value)}"`;
  return [{ title: `write ${text}`, span: number.span, text }];
}

/** `"5"` beside a number, `"true"` and `1` beside a bool. */
function unquotedFix(value: CheckedValue, literal: CheckedValue): Fix | undefined {
  if (literal.kind !== 'literal') return undefined;
  const written = String(literal.value);
  const { span } = literal;
  if (value.type.kind === 'bool') {
    const meant = { true: 'true', false: 'false', '1': 'true', '0': 'false' }[
      written.toLowerCase()
    ];
    return meant === undefined ? undefined : { title: `write \`${meant}\``, span, text: meant };
  }
  const isNumber = value.type.kind === 'int' || value.type.kind === 'decimal';
  if (!isNumber || literal.type.kind !== 'text' || !/^-?\d+(?:\.\d+)?$/.test(written))
    return undefined;
  return { title: `write \`${written}\` without quotes`, span, text: written };
}

function differentHelp(left: CheckedValue, right: CheckedValue): string | undefined {
  const types = [left.type, right.type];
  const kinds = types.map(({ kind }) => kind);
  if (kinds.includes('array')) {
    return 'Ask an array for its items: `interests has "running"`, `has any of […]`, `has all of […]`.';
  }
  if (kinds.includes('json')) return 'Declare the fields of the JSON column and compare those.';
  if (kinds.includes('duration') && types.some(isTime)) {
    return 'How long ago something was is written `more than 18 years ago`; a moment is `now - 18 years`.';
  }
  if (kinds.includes('date') || kinds.includes('timestamp')) {
    return 'Write dates as 2025-11-01 and times as 2025-11-01T09:00:00Z, without quotes.';
  }
  if (kinds.includes('bool')) return 'A bool is `true` or `false`.';
  return undefined;
}
