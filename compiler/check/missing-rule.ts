// What a missing operand makes of a condition: negations must say it, and what can never be missing must not.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Span } from '../source.ts';
import type { MissingRule } from '../syntax/expression-ast.ts';
import type { CheckedValue, Missing } from './checked.ts';
import type { Checking } from './checking.ts';

/** A condition's own rule, and whether it is a negation. */
export interface MissingUse {
  /** As written. */
  readonly rule: MissingRule | undefined;
  /** `!=`, `not in`, `not contains`, `not has`. */
  readonly negated: boolean;
  readonly span: Span;
}

/** Checks the rule of one condition over its operands. */
export function checkMissing(
  use: MissingUse,
  operands: readonly CheckedValue[],
  checking: Checking,
): Missing {
  if (operands.some(({ type }) => type.kind === 'unknown')) return use.rule ?? 'false';
  if (use.rule !== undefined) {
    if (!operands.some(({ nullable }) => nullable)) reportUseless(use.rule, use.span, checking);
    return use.rule;
  }
  const missing = operands.find((operand) => isDeclaredMissing(operand, checking));
  if (missing !== undefined && use.negated) {
    reportNegation(use.span, describeOperand(missing), checking);
  }
  return 'false';
}

/** The same for a condition on a whole row: `described` names the row when its relation is declared with `?`. */
export function checkMissingRow(
  use: MissingUse,
  row: { readonly nullable: boolean; readonly described: string | undefined },
  checking: Checking,
): Missing {
  if (use.rule !== undefined && !row.nullable) reportUseless(use.rule, use.span, checking);
  if (use.rule === undefined && use.negated && row.described !== undefined) {
    reportNegation(use.span, row.described, checking);
  }
  return use.rule ?? 'false';
}

/**
 * Whether the model says that the value can be missing. A relation that must be there may still lead to no row; what
 * is then missing makes a condition false, but nobody has to write so.
 */
function isDeclaredMissing(value: CheckedValue, checking: Checking): boolean {
  if (!value.nullable || checking.findings.danglingOnly.has(value)) return false;
  if (value.kind === 'negate') return isDeclaredMissing(value.operand, checking);
  const operands = operandsOf(value);
  return operands?.some((operand) => isDeclaredMissing(operand, checking)) ?? true;
}

/** What decides whether the value is missing, or undefined when it may be by itself. */
function operandsOf(value: CheckedValue): readonly CheckedValue[] | undefined {
  if (value.kind === 'case') return caseValues(value);
  if (value.kind === 'call') {
    if (value.function === 'domain') return undefined;
    return value.zone === undefined ? value.args : [...value.args, value.zone];
  }
  if (value.kind !== 'arithmetic') return undefined;
  const mayDivideByZero = value.operator === '/' && !isNonZero(value.right);
  return mayDivideByZero ? undefined : [value.left, value.right];
}

type Case = Extract<CheckedValue, { kind: 'case' }>;

/** Without `else` it is missing by itself. */
function caseValues({ branches, otherwise }: Case): readonly CheckedValue[] | undefined {
  if (otherwise === undefined) return undefined;
  return [...branches.map(({ gives }) => gives), otherwise];
}

function isNonZero(value: CheckedValue): boolean {
  return value.kind === 'literal' && value.value !== '0';
}

function reportUseless(rule: MissingRule, span: Span, checking: Checking): void {
  const written = rule === 'or_missing' ? 'or missing' : 'and known';
  checking.report(catalogue.meaning.uselessMissing, span, { written });
}

function reportNegation(span: Span, what: string, checking: Checking): void {
  const end = { file: span.file, start: span.end, end: span.end };
  checking.report(
    catalogue.typing.negationOnNullable,
    span,
    { what },
    {
      fixes: [
        {
          title: `add \`or missing\` to let objects without ${what} in`,
          span: end,
          text: ' or missing',
        },
        {
          title: `add \`and known\` to leave objects without ${what} out`,
          span: end,
          text: ' and known',
        },
      ],
    },
  );
}

/** How people name the operand: its attribute, trait, relation or function. */
export function describeOperand(value: CheckedValue): string {
  if (value.kind === 'attribute') return quoted(value.row.hops, value.attribute);
  if (value.kind === 'trait') return quoted(value.row.hops, value.trait);
  if (value.kind === 'relation_key') return quoted(value.row.hops, value.relation);
  if (value.kind === 'raw_column') return quoted([], value.column);
  if (value.kind === 'aggregate') return `\`${value.function.replace('_', ' ')}(…)\``;
  const isCall = value.kind === 'call' || value.kind === 'population';
  return isCall ? `\`${value.function}(…)\`` : 'this value';
}

function quoted(hops: readonly string[], name: string): string {
  return `\`${[...hops, name].join('.')}\``;
}
