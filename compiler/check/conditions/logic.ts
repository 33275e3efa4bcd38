// `and`, `or`, `not` and blocks, and a bool value standing as a condition.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type {
  AndSyntax,
  BlockSyntax,
  ExpressionSyntax,
  NotSyntax,
  OrSyntax,
} from '../../syntax/expression-ast.ts';
import type { CheckedCondition } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { RowScope } from '../scope.ts';
import { isNumber, isTime } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';

export function checkLogic(
  syntax: AndSyntax | OrSyntax | NotSyntax | BlockSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { span } = syntax;
  const all = (operands: readonly ExpressionSyntax[]): readonly CheckedCondition[] =>
    operands.map((operand) => checking.condition(operand, scope));
  switch (syntax.kind) {
    case 'and':
      return { kind: 'all', conditions: all(syntax.operands), span };
    case 'or':
      return { kind: 'any', conditions: all(syntax.operands), span };
    case 'not':
      return { kind: 'not', condition: checking.condition(syntax.operand, scope), span };
    case 'block':
      return { kind: syntax.quantifier, conditions: all(syntax.conditions), span };
  }
}

/** A value where a condition is expected: only a bool is one. */
export function checkTruth(
  syntax: ExpressionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { span } = syntax;
  const value = checking.value(syntax, scope);
  if (value.type.kind === 'unknown') return unknownCondition(span);
  if (value.type.kind === 'bool' || value.type.kind === 'raw')
    return { kind: 'truth', value, span };
  const isLiteral = value.kind === 'literal' && value.type.kind === 'text';
  const help = isLiteral ? anotherValue : conditionHelp(value.type);
  const args = { found: describeType(value.type), help };
  checking.report(catalogue.typing.notACondition, span, args);
  return unknownCondition(span);
}

const anotherValue =
  'Several values stand in a list: `… in ["x", "y"]`, `… contains any of ["x", "y"]`, `… has all of ["x", "y"]`.';

function conditionHelp(type: ValueType): string {
  if (isTime(type)) {
    return 'Say what must hold: `… in last 30 days`, `… more than 40 days ago`, `… is known`.';
  }
  if (isNumber(type) || type.kind === 'money') return 'Compare it: `… > 0`.';
  if (type.kind === 'array') return 'Ask for an item: `… has "running"`.';
  return 'Compare it: `… = "x"`, `… in ["x", "y"]`, `… is known`.';
}
