// Values that do not depend on a row: what may stand in amounts, window bounds and arguments.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Span } from '../source.ts';
import type { ExpressionSyntax } from '../syntax/expression-ast.ts';
import type { CheckedValue } from './checked.ts';
import { type Checking, unknownValue } from './checking.ts';
import { describeType } from './describe-type.ts';
import type { RowScope } from './scope.ts';

/** Literals, `now`, `today`, parameters, and times moved by durations. */
export function isConstant(value: CheckedValue): boolean {
  if (value.kind === 'arithmetic') return isConstant(value.left) && isConstant(value.right);
  if (value.kind === 'negate') return isConstant(value.operand);
  return constants.has(value.kind);
}

const constants: ReadonlySet<CheckedValue['kind']> = new Set<CheckedValue['kind']>([
  'literal',
  'now',
  'today',
  'duration',
  'parameter',
]);

export function requireConstant(value: CheckedValue, what: string, checking: Checking): boolean {
  if (value.type.kind === 'unknown' || isConstant(value)) return value.type.kind !== 'unknown';
  checking.report(catalogue.typing.notConstant, value.span, { what });
  return false;
}

/** A whole number of at least `least`, written out or a parameter of type int. */
export function checkAmount(
  syntax: ExpressionSyntax,
  scope: RowScope,
  least: number,
  checking: Checking,
): CheckedValue {
  const value = checking.value(syntax, scope);
  if (value.type.kind === 'unknown') return value;
  if (value.type.kind === 'int' && value.kind === 'parameter') return value;
  const amount = wholeNumber(value);
  if (amount !== undefined && amount >= least && amount <= 1_000_000) return value;
  const what = `whole number from ${least} to 1,000,000, or a parameter of type int`;
  const found = foundAmount(value);
  checking.report(catalogue.typing.badAmount, value.span, { what, found });
  return unknownValue(value.span);
}

/** The number that an int literal holds. */
export function wholeNumber(value: CheckedValue): number | undefined {
  if (value.kind !== 'literal' || value.type.kind !== 'int') return undefined;
  return Number(value.value);
}

function foundAmount(value: CheckedValue): string {
  return value.kind === 'literal' && typeof value.value === 'string' && value.value !== ''
    ? `${value.value}${value.type.kind === 'percent' ? ' (a share)' : ''}`
    : describeType(value.type);
}

/** Compares constants of one literal kind; undefined when it cannot be known. */
export function compareLiterals(low: CheckedValue, high: CheckedValue): number | undefined {
  if (low.kind !== 'literal' || high.kind !== 'literal') return undefined;
  if (typeof low.value !== 'string' || typeof high.value !== 'string') return undefined;
  const dates = ['date', 'timestamp'];
  if (dates.includes(low.type.kind) && low.type.kind === high.type.kind) {
    return low.value === high.value ? 0 : low.value < high.value ? -1 : 1;
  }
  const difference = Number(low.value) - Number(high.value);
  return Number.isNaN(difference) ? undefined : difference;
}

export function spanBetween(from: Span, to: Span): Span {
  return { file: from.file, start: from.end, end: to.start };
}
