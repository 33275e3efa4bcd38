// Prints any expression: logic here, the rest by kind. Adds parentheses where the grammar needs them and nowhere else.
import { assertNever } from '../compiler/assert.ts';
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import type {
  AggregateSyntax,
  AndSyntax,
  ArithmeticSyntax,
  CallSyntax,
  CaseSyntax,
  CountPeriodsSyntax,
  ExpressionSyntax,
  NegateSyntax,
  NotSyntax,
  OrSyntax,
  ParameterUseSyntax,
  PathSyntax,
  PercentOfSyntax,
} from '../compiler/syntax/expression-ast.ts';
import type { DurationSyntax, LiteralSyntax, MoneySyntax } from '../compiler/syntax/literal-ast.ts';
import {
  aggregateText,
  allHaveText,
  blockText,
  countPeriodsText,
  didText,
  hasText,
  linesInBraces,
} from './collections.ts';
import { comparisonText, isComparison } from './comparisons.ts';
import { layOut, type Item } from './items.ts';
import { countOfText } from './periods.ts';
import { isMembership, membershipText } from './memberships.ts';
import { levelOf, levels, runsOn, type Level } from './precedence.ts';
import { fit, inside, literalText, pathText, type Place, type Printer } from './printing.ts';
import { sequenceText } from './sequences.ts';
import { arithmeticText, callText, durationText, moneyText } from './values.ts';
import { asWritten, withParentheses } from './written.ts';
import { caseText } from './cases.ts';

function expressionText(node: ExpressionSyntax, place: Place, level: Level): string {
  if (levelOf(node) >= level) return bareText(node, place);
  return `(${bareText(node, inside(place))})`;
}

function bareText(node: ExpressionSyntax, place: Place): string {
  if (isComparison(node)) return comparisonText(node, inside(place));
  if (isMembership(node)) return membershipText(node, inside(place));
  if (isLiteral(node)) return literalText(node, place.written);
  if (isOperand(node)) return operandText(node, inside(place));
  switch (node.kind) {
    case 'or':
      return orText(node, place);
    case 'and':
      return joined(node, 'and', inside(place));
    case 'not':
      return notText(node, inside(place));
    case 'block':
      return blockText(node, place);
    case 'count_of':
      return countOfText(node, place);
    case 'did':
      return didText(node, place);
    case 'has':
      return hasText(node, place);
    case 'all_have':
      return allHaveText(node, place);
    case 'sequence':
      return sequenceText(node, place);
    case 'broken':
      return asWritten(place.written, node.span, place.indent);
    default:
      return assertNever(node);
  }
}

const literals: ReadonlySet<string> = new Set<Literal['kind']>([
  'string',
  'number',
  'percent',
  'boolean',
  'date',
  'timestamp',
  'now',
  'today',
  'parameter',
]);

type Literal = Exclude<LiteralSyntax, MoneySyntax | DurationSyntax> | ParameterUseSyntax;

/** Literals that are printed as they are written. */
function isLiteral(node: ExpressionSyntax): node is Literal {
  return literals.has(node.kind);
}

type Operand =
  | CaseSyntax
  | ArithmeticSyntax
  | NegateSyntax
  | PercentOfSyntax
  | AggregateSyntax
  | CountPeriodsSyntax
  | CallSyntax
  | PathSyntax
  | MoneySyntax
  | DurationSyntax;

const operands: ReadonlySet<string> = new Set<Operand['kind']>([
  'case',
  'arithmetic',
  'negate',
  'percent_of',
  'aggregate',
  'count_periods',
  'call',
  'path',
  'money',
  'duration',
]);

function isOperand(node: ExpressionSyntax): node is Operand {
  return operands.has(node.kind);
}

function operandText(node: Operand, place: Place): string {
  switch (node.kind) {
    case 'case':
      return caseText(node, place);
    case 'arithmetic':
      return arithmeticText(node, place);
    case 'negate':
      return negatedText(expressionText(node.operand, place, levels.operand));
    case 'percent_of': {
      const of = expressionText(node.of, place, levels.operand);
      return `${literalText(node.percent, place.written)} of ${of}`;
    }
    case 'aggregate':
      return aggregateText(node, place);
    case 'count_periods':
      return countPeriodsText(node, place);
    case 'call':
      return callText(node, place);
    case 'path':
      return pathText(node);
    case 'money':
      return moneyText(node, place);
    case 'duration':
      return durationText(node, place);
    default:
      return assertNever(node);
  }
}

/** `--` is no sign of the language. */
function negatedText(operand: string): string {
  return operand.startsWith('-') ? `- ${operand}` : `-${operand}`;
}

/** `not in …` is one negated membership: the complement of a membership keeps its parentheses. */
function notText({ operand }: NotSyntax, place: Place): string {
  const text = expressionText(operand, place, levels.not);
  return text.startsWith('in ') ? `not (${text})` : `not ${text}`;
}

/** Three alternatives or more become a block where a line is their own. */
function orText(node: OrSyntax, place: Place): string {
  if (!place.ownLine || node.operands.length < 3) return joined(node, 'or', inside(place));
  return `any of ${linesInBraces(node.operands, place)}`;
}

function joined(node: OrSyntax | AndSyntax, word: 'or' | 'and', place: Place): string {
  const last = node.operands.length - 1;
  return node.operands
    .map((operand, index) => {
      const text = expressionText(operand, place, levels.not);
      const closed = index === last || levelOf(operand) < levels.not || !runsOn(operand);
      return closed ? text : `(${text})`;
    })
    .join(` ${word} `);
}

function conditionLines(
  conditions: readonly ExpressionSyntax[],
  region: Extent,
  place: Place,
  fromOneLine = false,
): string {
  const indent = place.indent + 2;
  const items = conditions.map((condition): Item => conditionItem(condition, { ...place, indent }));
  return layOut(items, region, place.written, { indent, fromOneLine });
}

function conditionItem(condition: ExpressionSyntax, place: Place): Item {
  return {
    extent: withParentheses(place.written, condition.span),
    print: () =>
      fit({ ...place, ownLine: true }, (fitted) => expressionText(condition, fitted, levels.or)),
  };
}

export const printer: Printer = { expression: expressionText, lines: conditionLines };
