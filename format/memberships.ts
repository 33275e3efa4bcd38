// Prints memberships: segments, lists, tags, consents.
import { assertNever } from '../compiler/assert.ts';
import type {
  ConsentIsSyntax,
  ConsentsSyntax,
  ExpressionSyntax,
  InListSyntax,
  InSampleSyntax,
  InSegmentSyntax,
  MembershipHistorySyntax,
  TaggedSyntax,
} from '../compiler/syntax/expression-ast.ts';
import { comparisonText, missingText, quantified, valuesText } from './comparisons.ts';
import { historyText, sampleText } from './history.ts';
import { pathText, type Place } from './printing.ts';
import { argumentsText } from './values.ts';
import { betweenBrackets, withParentheses } from './written.ts';

export type MembershipKind =
  | InSegmentSyntax
  | MembershipHistorySyntax
  | InListSyntax
  | InSampleSyntax
  | TaggedSyntax
  | ConsentsSyntax
  | ConsentIsSyntax;

const kinds: ReadonlySet<string> = new Set<MembershipKind['kind']>([
  'in_segment',
  'membership_history',
  'in_list',
  'in_sample',
  'tagged',
  'consents',
  'consent_is',
]);

export function isMembership(node: ExpressionSyntax): node is MembershipKind {
  return kinds.has(node.kind);
}

export function membershipText(node: MembershipKind, place: Place): string {
  const text = ownText(node, place);
  return node.subject === undefined ? text : `${pathText(node.subject)} ${text}`;
}

function ownText(node: MembershipKind, place: Place): string {
  switch (node.kind) {
    case 'in_segment': {
      const args = node.args.length === 0 ? '' : argumentsText(node.args, place);
      const not = node.negated ? 'not ' : '';
      return `${not}in segment ${node.segment.text}${args}${missingText(node.missing)}`;
    }
    case 'membership_history':
      return historyText(node, place);
    case 'in_list': {
      const added = node.added === undefined ? '' : ` added ${comparisonText(node.added, place)}`;
      const names = quantified(node.quantifier, node.names, place);
      return `${node.negated ? 'not ' : ''}in list ${names}${added}`;
    }
    case 'in_sample':
      return sampleText(node, place);
    case 'tagged':
      return `tagged ${tagsText(node, place)}`;
    case 'consents':
      return `consents to ${node.consent.text}`;
    case 'consent_is': {
      const not = node.negated ? 'not ' : '';
      return `consent ${node.consent.text} is ${not}${node.state.text}`;
    }
    default:
      return assertNever(node);
  }
}

/** A tag that is no text keeps its list, if it has one: a name by itself is refused, as it mostly lacks its quotes. */
function tagsText({ quantifier, tags }: TaggedSyntax, place: Place): string {
  const [only] = tags;
  const bare = only?.kind === 'string' || only?.kind === 'parameter';
  const items = tags.map(({ span }) => withParentheses(place.written, span));
  const listed = betweenBrackets(place.written, '[', items) !== undefined;
  if (quantifier === 'any' && (tags.length !== 1 || (listed && !bare)))
    return `any of ${valuesText(tags, place)}`;
  return quantified(quantifier, tags, place);
}
