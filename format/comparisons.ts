// Prints comparisons: a value and what is said about it.
import { assertNever } from '../compiler/assert.ts';
import type {
  AnniversarySyntax,
  ArrayHasSyntax,
  CompareSyntax,
  DistanceSyntax,
  ExpressionSyntax,
  InRangeSyntax,
  InSetSyntax,
  InWindowSyntax,
  IsMissingSyntax,
  MissingRule,
  MomentSyntax,
  TextMatchSyntax,
  WithinSyntax,
} from '../compiler/syntax/expression-ast.ts';
import { listText } from './lists.ts';
import { valueText, type Place } from './printing.ts';
import { withParentheses } from './written.ts';
import { distanceText, momentText, windowText } from './windows.ts';

export type ComparisonKind =
  | CompareSyntax
  | InSetSyntax
  | InRangeSyntax
  | TextMatchSyntax
  | ArrayHasSyntax
  | IsMissingSyntax
  | InWindowSyntax
  | DistanceSyntax
  | MomentSyntax
  | WithinSyntax
  | AnniversarySyntax;

const kinds: ReadonlySet<string> = new Set<ComparisonKind['kind']>([
  'compare',
  'in_set',
  'in_range',
  'text_match',
  'array_has',
  'is_missing',
  'in_window',
  'distance',
  'moment',
  'within',
  'anniversary',
]);

export function isComparison(node: ExpressionSyntax): node is ComparisonKind {
  return kinds.has(node.kind);
}

type Subjected = Exclude<ComparisonKind, AnniversarySyntax>;

export function comparisonText(node: ComparisonKind, place: Place): string {
  if (node.kind === 'anniversary') {
    return `anniversary of ${valueText(node.of, place)} ${comparisonText(node.occurs, place)}`;
  }
  const tail = tailText(node, place);
  const subject = subjectOf(node);
  const text = subject === undefined ? tail : `${valueText(subject, place)} ${tail}`;
  return node.kind === 'is_missing' ? text : `${text}${missingText(node.missing)}`;
}

function subjectOf(node: Subjected): ExpressionSyntax | undefined {
  return node.kind === 'compare' ? node.left : node.subject;
}

function tailText(node: Subjected, place: Place): string {
  switch (node.kind) {
    case 'compare':
      return `${node.operator} ${valueText(node.right, place)}`;
    case 'in_set':
      return `${not(node)}in ${valuesText(node.items, place)}`;
    case 'in_range':
      return `${not(node)}in ${valueText(node.low, place)}..${valueText(node.high, place)}`;
    case 'text_match': {
      const ignoring = node.ignoringCase ? ' ignoring case' : '';
      const operator = node.operator.replace('_', ' ');
      return `${not(node)}${operator} ${quantified('any', node.patterns, place)}${ignoring}`;
    }
    case 'array_has':
      return `${not(node)}has ${elementsText(node, place)}`;
    case 'within': {
      const distance = `${valueText(node.amount, place)} ${node.unit.text}`;
      return `${not(node)}within ${distance} of ${valueText(node.of, place)}`;
    }
    case 'is_missing':
      return node.known ? 'is known' : 'is missing';
    case 'in_window':
      return node.side === undefined
        ? `${not(node)}${windowText(node.window, place)}`
        : `${node.side} ${windowText(node.window, place).replace(/^in /, '')}`;
    case 'distance':
      return distanceText(node, place);
    case 'moment':
      return momentText(node, place);
    default:
      return assertNever(node);
  }
}

/** `all of favourites` for an array; else as `quantified`. */
function elementsText({ quantifier, items, spread }: ArrayHasSyntax, place: Place): string {
  const [other] = items;
  if (!spread || other === undefined) return quantified(quantifier, items, place);
  return `${quantifier} of ${valueText(other, place)}`;
}

function not({ negated }: { readonly negated: boolean }): string {
  return negated ? 'not ' : '';
}

export function missingText(rule: MissingRule | undefined): string {
  if (rule === undefined) return '';
  return rule === 'or_missing' ? ' or missing' : ' and known';
}

/** `"x"`, `any of ["x", "y"]`, `all of ["x"]` */
export function quantified(
  quantifier: 'any' | 'all',
  items: readonly ExpressionSyntax[],
  place: Place,
): string {
  const [only] = items;
  if (quantifier === 'any' && items.length === 1 && only !== undefined)
    return valueText(only, place);
  return `${quantifier} of ${valuesText(items, place)}`;
}

/** `[a, b]` */
export function valuesText(items: readonly ExpressionSyntax[], place: Place): string {
  const parts = items.map((item) => ({
    extent: withParentheses(place.written, item.span),
    print: (at: Place) => valueText(item, at),
  }));
  return listText(parts, place);
}
