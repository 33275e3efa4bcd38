// Prints windows, distances, moments and counts.
import { assertNever } from '../compiler/assert.ts';
import type {
  CountSyntax,
  DistanceSyntax,
  ExpressionSyntax,
  MomentSyntax,
  WindowSyntax,
} from '../compiler/syntax/expression-ast.ts';
import { isOne, literalText, pathText, unitText, valueText, type Place } from './printing.ts';

const boundWords: Readonly<Record<CountSyntax['comparison'], string>> = {
  more_than: 'more than',
  less_than: 'less than',
  at_least: 'at least',
  at_most: 'at most',
  exactly: 'exactly',
};

export function windowText(window: WindowSyntax, place: Place): string {
  const form = formText(window, place);
  return window.by === undefined ? form : `${form} by ${pathText(window.by)}`;
}

function formText(window: WindowSyntax, place: Place): string {
  switch (window.kind) {
    case 'rolling': {
      const amount = literalText(window.amount, place.written);
      const full = window.full ? ' full' : '';
      return `in ${window.direction} ${amount}${full} ${unitText(amount, window.unit)}`;
    }
    case 'calendar': {
      const full = window.full ? ' full' : '';
      if (window.amount === undefined) return `in ${window.which}${full} ${window.unit}`;
      const amount = literalText(window.amount, place.written);
      return `in ${window.which} ${amount} ${unitText(amount, window.unit)}`;
    }
    case 'between_ago': {
      const far = literalText(window.far, place.written);
      const near = literalText(window.near, place.written);
      return `between ${far} and ${near} ${unitText(near, window.unit)} ago`;
    }
    case 'between_from_now': {
      const near = literalText(window.near, place.written);
      const far = literalText(window.far, place.written);
      return `between ${near} and ${far} ${unitText(far, window.unit)} from now`;
    }
    case 'since':
      return `since ${valueText(window.start, place)}`;
    case 'from': {
      const joint = window.inclusive ? 'through' : 'until';
      return `from ${valueText(window.start, place)} ${joint} ${valueText(window.end, place)}`;
    }
    default:
      return assertNever(window);
  }
}

/** Without its subject and missing rule. */
export function distanceText(node: DistanceSyntax, place: Place): string {
  const amount = literalText(node.amount, place.written);
  const length = `${boundWords[node.comparison]} ${amount} ${unitText(amount, node.unit)}`;
  const anchor = node.anchor === undefined ? '' : ` ${valueText(node.anchor, place)}`;
  const counting = node.calendar === undefined ? '' : ` counting ${node.calendar.text}`;
  return `${length} ${node.direction.replace('_', ' ')}${anchor}${counting}`;
}

/** Without its subject and missing rule. */
export function momentText(node: MomentSyntax, place: Place): string {
  return `${node.relation} ${valueText(node.moment, place)}`;
}

/** `more than 5 times`, `once`, `more than once` */
export function timesText(count: CountSyntax, place: Place): string {
  const amount = literalText(count.amount, place.written);
  // `01` and `1` are one number but not one spelling: only the plain one has a word.
  if (amount !== 'once' && amount !== '1')
    return `${howManyText(count, place)} ${isOne(amount) ? 'time' : 'times'}`;
  return count.comparison === 'exactly' ? 'once' : `${boundWords[count.comparison]} once`;
}

/** `at least 2` */
export function howManyText(count: CountSyntax, place: Place): string {
  return `${boundWords[count.comparison]} ${amountText(count.amount, place)}`;
}

function amountText(amount: ExpressionSyntax, place: Place): string {
  return literalText(amount, place.written);
}
