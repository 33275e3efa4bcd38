// `did`, `has` and `all … have`: how many related rows there are, or what all of them satisfy.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type {
  AllHaveSyntax,
  CountSyntax,
  DidSyntax,
  HasSyntax,
} from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { checkRowCollection } from '../collections.ts';
import { checkAmount, wholeNumber } from '../constants.ts';
import type { EntityInfo } from '../model-table.ts';
import type { RowScope } from '../scope.ts';

export function checkExists(
  syntax: DidSyntax | HasSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { kind: verb, negated, span } = syntax;
  const { checked: collection, rows } = checkRowCollection(
    syntax.collection,
    scope,
    verb,
    checking,
  );
  const count = syntax.count === undefined ? undefined : checkCount(syntax.count, scope, checking);
  if (collection === undefined) return unknownCondition(span);
  if (rows.entity !== undefined) checkVerb(syntax, rows.entity, checking);
  if (count?.amount.type.kind === 'unknown') return unknownCondition(span);
  return { kind: 'exists', negated, collection, count, span };
}

export function checkAllHave(
  syntax: AllHaveSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { span } = syntax;
  const { checked: collection, rows } = checkRowCollection(
    syntax.collection,
    scope,
    'all … have',
    checking,
  );
  const predicate = checking.condition(syntax.predicate, rows);
  if (collection === undefined) return unknownCondition(span);
  return { kind: 'all_have', collection, predicate, span };
}

function checkCount(
  syntax: CountSyntax,
  scope: RowScope,
  checking: Checking,
): { readonly comparison: CountSyntax['comparison']; readonly amount: CheckedValue } {
  const { comparison } = syntax;
  const amount = checkAmount(syntax.amount, scope, 0, checking);
  const number = wholeNumber(amount);
  if (number === 0 && comparison === 'at_least') {
    const what = 'there are always at least 0';
    checking.report(catalogue.meaning.alwaysMatches, syntax.span, { what });
  }
  if (number === 0 && comparison === 'less_than') {
    const what = 'there are never less than 0';
    checking.report(catalogue.meaning.neverMatches, syntax.span, { what, help: undefined });
  }
  return { comparison, amount };
}

/** `did` is for events, `has` for objects, so that a line reads as what it is. */
function checkVerb(syntax: DidSyntax | HasSyntax, entity: EntityInfo, checking: Checking): void {
  const right = entity.kind === 'event' ? 'did' : 'has';
  if (right === syntax.kind) return;
  const { file, start } = syntax.span;
  const word = { file, start, end: start + syntax.kind.length };
  const args = { name: entity.id, written: syntax.kind, right };
  const fixes = syntax.negated ? [] : [{ title: `write \`${right}\``, span: word, text: right }];
  checking.report(catalogue.typing.wrongVerb, word, args, { fixes });
}
