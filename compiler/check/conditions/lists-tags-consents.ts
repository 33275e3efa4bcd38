// `in list`, `tagged`, `consents to` and `consent … is`, against what is declared for the row's object.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import type {
  ConsentIsSyntax,
  ConsentsSyntax,
  ExpressionSyntax,
  InListSyntax,
  TaggedSyntax,
} from '../../syntax/expression-ast.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { requireConstant } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import type { EntityInfo } from '../model-table.ts';
import { innerRow, type RowScope } from '../scope.ts';
import { checkSubjectRow } from './subject-row.ts';

export function checkInList(
  syntax: InListSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, quantifier, span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const names = checkNames(syntax.names, scope, checking);
  const lists = subject && declaredOf(subject.entity, 'lists', syntax.span, checking);
  const rows = innerRow(scope, lists, undefined);
  const added = syntax.added === undefined ? undefined : checking.condition(syntax.added, rows);
  if (subject === undefined || lists === undefined) return unknownCondition(span);
  const { row } = subject;
  return { kind: 'in_list', row, negated, quantifier, names, added, scope: rows.depth, span };
}

export function checkTagged(
  syntax: TaggedSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { quantifier, span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const tags = checkNames(syntax.tags, scope, checking);
  const declared = subject && declaredOf(subject.entity, 'tags', span, checking);
  if (subject === undefined || declared === undefined) return unknownCondition(span);
  return { kind: 'tagged', row: subject.row, quantifier, tags, span };
}

export function checkConsent(
  syntax: ConsentsSyntax | ConsentIsSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const state = syntax.kind === 'consents' ? undefined : checkState(syntax.state, checking);
  if (subject === undefined) return unknownCondition(span);
  const { row, entity } = subject;
  const consent = syntax.consent.text;
  const declared = checking.table.entities.get(`${entity.id}.consent.${consent}`);
  if (declared === undefined) {
    if (checking.table.hidden.texts.has(consent)) checking.fail();
    else reportUnknownConsent(syntax.consent, entity, checking);
    return unknownCondition(span);
  }
  if (declared.faulty) checking.fail();
  if (syntax.kind === 'consents') return { kind: 'consents', row, consent, span };
  if (state === undefined) return unknownCondition(span);
  return { kind: 'consent_is', row, consent, negated: syntax.negated, state, span };
}

/** Names of lists and tags: constant text. */
function checkNames(
  items: readonly ExpressionSyntax[],
  scope: RowScope,
  checking: Checking,
): readonly CheckedValue[] {
  return items.map((item) => {
    const value = checking.value(item, scope);
    if (value.type.kind === 'unknown') return value;
    if (value.type.kind !== 'text') {
      const args = { operator: 'in list or tagged', found: describeType(value.type) };
      checking.report(catalogue.typing.notText, value.span, args);
    } else {
      requireConstant(value, 'name of a list or tag', checking);
    }
    return value;
  });
}

function declaredOf(
  entity: EntityInfo,
  what: 'lists' | 'tags',
  span: ExpressionSyntax['span'],
  checking: Checking,
): EntityInfo | undefined {
  const declared = checking.table.entities.get(`${entity.id}.${what}`);
  if (declared === undefined && !entity.faulty && !checking.table.hidden.anyErrors) {
    checking.report(catalogue.names.nothingDeclared, span, { what, of: entity.id });
  }
  if (declared === undefined || declared.faulty) checking.fail();
  return declared;
}

type ConsentState = 'granted' | 'denied' | 'unknown';
const states: readonly ConsentState[] = ['granted', 'denied', 'unknown'];

function checkState(name: NameSyntax, checking: Checking): ConsentState | undefined {
  const found = states.find((state) => state === name.text);
  if (found !== undefined) return found;
  const help = suggestion(name.text, states) ?? 'It can be `granted`, `denied` or `unknown`.';
  const args = { value: name.text, of: 'a consent', help };
  checking.report(catalogue.names.unknownEnumValue, name.span, args);
  return undefined;
}

function reportUnknownConsent(name: NameSyntax, entity: EntityInfo, checking: Checking): void {
  const prefix = `${entity.id}.consent.`;
  const declared = [...checking.table.entities.keys()]
    .filter((id) => id.startsWith(prefix))
    .map((id) => id.slice(prefix.length));
  const help =
    suggestion(name.text, declared) ??
    (declared.length === 0
      ? `No consents of ${entity.id} are declared; a model declares them with \`consent ${name.text} of ${entity.id} via …\`.`
      : `${entity.id} has ${listed(declared)}.`);
  const args = { name: name.text, of: entity.id, help };
  checking.report(catalogue.names.unknownConsent, name.span, args);
}
