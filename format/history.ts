// Prints samples and the history of memberships, without their subject.
import { assertNever } from '../compiler/assert.ts';
import type {
  HistoryTimeSyntax,
  InSampleSyntax,
  MembershipHistorySyntax,
} from '../compiler/syntax/expression-ast.ts';
import { missingText } from './comparisons.ts';
import { literalText, type Place, unitText, valueText } from './printing.ts';
import { windowText } from './windows.ts';

export function sampleText(node: InSampleSyntax, place: Place): string {
  const low = node.low === undefined ? '' : `${valueText(node.low, place)}..`;
  const range = `${low}${valueText(node.high, place)}`;
  const seed = valueText(node.seed, place);
  return `${node.negated ? 'not ' : ''}in sample ${range} seed ${seed}${missingText(node.missing)}`;
}

export function historyText(node: MembershipHistorySyntax, place: Place): string {
  const was = node.negated ? 'was not in' : 'was in';
  const event = node.event === 'was_in' ? was : node.event;
  const time = node.time === undefined ? '' : ` ${historyTimeText(node.time, place)}`;
  return `${event} segment ${node.segment.text}${time}${missingText(node.missing)}`;
}

function historyTimeText(time: HistoryTimeSyntax, place: Place): string {
  switch (time.kind) {
    case 'during':
      return windowText(time.window, place);
    case 'ago': {
      const amount = literalText(time.amount, place.written);
      return `${amount} ${unitText(amount, time.unit)} ago`;
    }
    case 'at':
    case 'on':
      return `${time.kind} ${valueText(time.moment, place)}`;
    default:
      return assertNever(time);
  }
}
