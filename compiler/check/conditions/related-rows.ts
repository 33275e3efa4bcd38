// `did`, `has` and `all … have`: how many related rows there are, or what all of them satisfy.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { AllHaveSyntax, DidSyntax, HasSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { checkRowCollection, refuseHaving } from '../collections.ts';
import type { EntityInfo } from '../model-table.ts';
import type { RowScope } from '../scope.ts';
import { checkCount } from './counts.ts';
import { checkOccurrence } from './occurrences.ts';

export function checkExists(
  syntax: DidSyntax | HasSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { kind: verb, negated, occurrence, span } = syntax;
  const open = checkRowCollection(syntax.collection, scope, verb, checking);
  const { checked: collection, rows } = open;
  if (occurrence?.kind !== 'on_periods') refuseHaving(syntax.collection, checking);
  if (collection !== undefined && rows.entity !== undefined) {
    checkVerb(syntax, rows.entity, checking);
  }
  if (occurrence !== undefined) {
    return checkOccurrence({ ...syntax, occurrence }, open, scope, checking);
  }
  const count = syntax.count === undefined ? undefined : checkCount(syntax.count, scope, checking);
  if (collection === undefined) return unknownCondition(span);
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
