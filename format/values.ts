// Prints values: amounts, arithmetic and calls.
import type {
  ArgumentSyntax,
  ArithmeticSyntax,
  CallSyntax,
} from '../compiler/syntax/expression-ast.ts';
import type { DurationSyntax, MoneySyntax } from '../compiler/syntax/literal-ast.ts';
import { blockText } from './collections.ts';
import { parenthesisedText } from './lists.ts';
import { levels } from './precedence.ts';
import { inside, unitText, type Place } from './printing.ts';
import { sliceOf } from './written.ts';

export function moneyText(node: MoneySyntax, place: Place): string {
  return `${numeral(node, place)} ${node.currency}`;
}

export function durationText(node: DurationSyntax, place: Place): string {
  const amount = numeral(node, place);
  return `${amount} ${unitText(amount, node.unit)}`;
}

/** The digits at the start of a literal, with their underscores. */
function numeral(node: MoneySyntax | DurationSyntax, place: Place): string {
  return /^[\d_.]+/.exec(sliceOf(place.written, node.span))?.[0] ?? '';
}

export function arithmeticText(node: ArithmeticSyntax, place: Place): string {
  const product = node.operator === '*' || node.operator === '/';
  const left = place.printer.expression(node.left, place, product ? levels.product : levels.sum);
  const right = place.printer.expression(
    node.right,
    place,
    product ? levels.operand : levels.product,
  );
  return `${left} ${node.operator} ${right}`;
}

export function callText(node: CallSyntax, place: Place): string {
  const call = `${node.function.text}${argumentsText(node.args, place)}`;
  return node.among === undefined ? call : `${call} among ${blockText(node.among, place)}`;
}

/** `(a, name: b)` */
export function argumentsText(args: readonly ArgumentSyntax[], place: Place): string {
  const parts = args.map((argument) => ({
    extent: argument.span,
    print: (at: Place) => argumentText(argument, at),
  }));
  return parenthesisedText(parts, place);
}

function argumentText({ name, value }: ArgumentSyntax, place: Place): string {
  const text = place.printer.expression(value, inside(place), levels.or);
  return name === undefined ? text : `${name.text}: ${text}`;
}
