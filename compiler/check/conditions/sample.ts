// `in sample`: an object with a key, percentages in order, and a seed of text.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { ExpressionSyntax, InSampleSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition, unknownValue } from '../checking.ts';
import { compareLiterals } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { checkMissingRow } from '../missing-rule.ts';
import { entityTitle } from '../model-table.ts';
import type { RowScope } from '../scope.ts';
import { checkSubjectRow, describeSubject } from './subject-row.ts';

export function checkInSample(
  syntax: InSampleSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const low = syntax.low === undefined ? undefined : checkShare(syntax.low, scope, checking);
  const high = checkShare(syntax.high, scope, checking);
  const seed = checkSeed(syntax.seed, scope, checking);
  reportUseless(syntax, low, high, checking);
  if (subject === undefined) return unknownCondition(span);
  const { entity, row } = subject;
  if (entity.key === undefined) {
    if (entity.kind === 'object') checking.fail();
    else checking.report(catalogue.history.sampleWithoutKey, span, { of: entityTitle(entity) });
    return unknownCondition(span);
  }
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissingRow(use, describeSubject(subject, syntax.subject), checking);
  return { kind: 'in_sample', row, negated, low, high, seed, missing, span };
}

/** A percentage from 0% to 100%, written out or a parameter. */
function checkShare(syntax: ExpressionSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const value = checking.value(syntax, scope);
  if (value.type.kind === 'unknown') return value;
  if (value.type.kind === 'percent') {
    if (value.kind !== 'literal' || Number(value.value) <= 1) return value;
  }
  const what = 'percentage from 0% to 100%, or a parameter of type percent';
  const found =
    syntax.kind === 'percent' ? `${syntax.value}%` : `a value of type ${describeType(value.type)}`;
  checking.report(catalogue.typing.badAmount, value.span, { what, found });
  return unknownValue(value.span);
}

function checkSeed(syntax: ExpressionSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const value = checking.value(syntax, scope);
  if (value.type.kind === 'unknown' || value.type.kind === 'text') return value;
  const args = { operator: 'seed', found: describeType(value.type) };
  checking.report(catalogue.typing.notText, value.span, args);
  return value;
}

function reportUseless(
  { negated, span }: InSampleSyntax,
  low: CheckedValue | undefined,
  high: CheckedValue,
  checking: Checking,
): void {
  const unknown = [low, high].some((share) => share?.type.kind === 'unknown');
  if (unknown || high.kind !== 'literal') return;
  const order = low === undefined ? Number(high.value) : -(compareLiterals(low, high) ?? -1);
  if (order > 0) return;
  const what = negated
    ? 'every object is outside an empty sample'
    : 'nothing is in an empty sample';
  const help = 'Write the smaller percentage first; it is included, the other one is not.';
  checking.report(catalogue.meaning.neverMatches, span, {
    what,
    help: low === undefined ? 'Write a percentage above 0%.' : help,
  });
}
