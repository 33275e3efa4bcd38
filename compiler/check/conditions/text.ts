// `contains`, `starts with`, `ends with`, `matches`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { TextMatchSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import { checkMissing } from '../missing-rule.ts';
import type { RowScope } from '../scope.ts';
import { familyOf } from '../type-rules.ts';

export function checkTextMatch(
  syntax: TextMatchSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, operator, ignoringCase, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  const patterns = syntax.patterns.map((pattern) => checking.value(pattern, scope));
  const fits = patterns.map((pattern) => isText(pattern, operator, checking));
  if (!isText(subject, operator, checking) || fits.includes(false)) return unknownCondition(span);
  if (operator === 'matches' && patterns.some((pattern) => !isPattern(pattern, checking))) {
    return unknownCondition(span);
  }
  if (subject.type.kind === 'enum') {
    checking.report(catalogue.meaning.textOnEnum, span, { operator: operator.replace('_', ' ') });
  }
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissing(use, [subject, ...patterns], checking);
  return { kind: 'text_match', subject, negated, operator, patterns, ignoringCase, missing, span };
}

function isText(value: CheckedValue, operator: string, checking: Checking): boolean {
  const { type } = value;
  if (type.kind === 'unknown') return false;
  if (familyOf(type) === 'text' || type.kind === 'raw') return true;
  const args = { operator: operator.replace('_', ' '), found: describeType(type) };
  const help =
    type.kind === 'array' ? 'An array is asked with `has "x"`, `has any of [...]`.' : undefined;
  checking.report(catalogue.typing.notText, value.span, { ...args, help });
  return false;
}

/** Patterns are written out, so that what no warehouse can run is known before it runs. */
function isPattern(pattern: CheckedValue, checking: Checking): boolean {
  const problem = patternProblem(pattern);
  if (problem === undefined) return true;
  checking.report(catalogue.typing.badPattern, pattern.span, { problem });
  return false;
}

function patternProblem(pattern: CheckedValue): string | undefined {
  if (pattern.kind !== 'literal' || typeof pattern.value !== 'string') {
    return 'must be written out as text';
  }
  if (/\(\?(?:[=!]|<[=!])/.test(pattern.value)) return 'looks ahead or behind';
  if (/\(\?[a-z]+[):]/.test(pattern.value)) return 'has flags';
  if (/\\[1-9]/.test(pattern.value)) return 'refers back to a group';
  try {
    return new RegExp(pattern.value, 'u').flags === 'u' ? undefined : 'cannot be read';
  } catch {
    return 'is not a regular expression';
  }
}
