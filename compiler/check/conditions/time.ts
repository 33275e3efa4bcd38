// Conditions on dates and timestamps: windows, distances from now, and `before`, `after`, `on`; and `is missing`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Span } from '../../source.ts';
import type {
  DistanceSyntax,
  ExpressionSyntax,
  InWindowSyntax,
  IsMissingSyntax,
  MomentSyntax,
} from '../../syntax/expression-ast.ts';
import { checkCalendar, unitCounts } from '../calendar-use.ts';
import type { CheckedCondition, CheckedValue } from '../checked.ts';
import { type Checking, unknownCondition, unknownValue } from '../checking.ts';
import { checkAmount, isConstant } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { checkMissing } from '../missing-rule.ts';
import type { RowScope } from '../scope.ts';
import { isTime } from '../type-rules.ts';
import { checkWindowForm, defaultTime, unitFits } from '../windows.ts';

export type TimeConditionSyntax = InWindowSyntax | DistanceSyntax | MomentSyntax;

export function checkTimeCondition(
  syntax: TimeConditionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  return checkTimeOf(subjectOf(syntax, scope, checking), syntax, scope, checking);
}

/** What `syntax` says, of `subject`: a time, or unknown. */
export function checkTimeOf(
  subject: CheckedValue,
  syntax: TimeConditionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  switch (syntax.kind) {
    case 'in_window':
      return checkInWindow(syntax, subject, scope, checking);
    case 'distance':
      return checkDistance(syntax, subject, scope, checking);
    case 'moment':
      return checkMoment(syntax, subject, scope, checking);
  }
}

export function checkIsMissing(
  syntax: IsMissingSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { known, span } = syntax;
  const subject = checking.value(syntax.subject, scope);
  if (subject.type.kind === 'unknown') return unknownCondition(span);
  if (!subject.nullable) checking.report(catalogue.meaning.neverMissing, span, { known });
  return { kind: 'is_missing', subject, known, span };
}

/** Without subject (`in list … added …`) it is the row's own time. */
function subjectOf(syntax: TimeConditionSyntax, scope: RowScope, checking: Checking): CheckedValue {
  if (syntax.subject === undefined) {
    return defaultTime(scope, syntax.span, checking) ?? unknownValue(syntax.span);
  }
  return checkTimeValue(syntax.subject, scope, checking);
}

/** A date or a timestamp. */
export function checkTimeValue(
  syntax: ExpressionSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const subject = checking.value(syntax, scope);
  if (subject.type.kind === 'unknown' || isTime(subject.type)) return subject;
  const found = { found: describeType(subject.type) };
  checking.report(catalogue.typing.notATime, subject.span, found);
  return unknownValue(subject.span);
}

function checkInWindow(
  syntax: InWindowSyntax,
  subject: CheckedValue,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span, window } = syntax;
  const form = checkWindowForm(window, subject.type, scope, window.span, checking);
  const missing = checkMissing({ rule: syntax.missing, negated, span }, [subject], checking);
  if (form === undefined || subject.type.kind === 'unknown') return unknownCondition(span);
  const { side } = syntax;
  const at = side === undefined ? {} : { side };
  return { kind: 'in_window', subject, ...at, negated, form, missing, span };
}

function checkDistance(
  syntax: DistanceSyntax,
  subject: CheckedValue,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { comparison, unit, direction, span } = syntax;
  const amount = checkAmount(syntax.amount, scope, 0, checking);
  const anchor = checkAnchor(syntax.anchor, subject, scope, checking);
  const fits = unitFits(unit, subject.type, span, checking);
  const times = anchor === undefined ? [subject] : [subject, anchor];
  const missing = checkMissing({ rule: syntax.missing, negated: false, span }, times, checking);
  const calendar = syntax.calendar && checkCalendar(syntax.calendar, checking);
  const counts =
    syntax.calendar === undefined || (unitCounts(unit, span, checking) && calendar !== undefined);
  const isKnown = [amount, ...times].every(({ type }) => type.kind !== 'unknown');
  if (!fits || !isKnown || !counts) return unknownCondition(span);
  const length = { comparison, amount, unit, direction, anchor, calendar };
  return { kind: 'distance', subject, ...length, missing, span };
}

/** What a distance counts from is a time of the subject's type; `now` is today against dates. */
function checkAnchor(
  syntax: ExpressionSyntax | undefined,
  subject: CheckedValue,
  scope: RowScope,
  checking: Checking,
): CheckedValue | undefined {
  if (syntax === undefined) return undefined;
  const anchor = checkTimeValue(syntax, scope, checking);
  const [left, right] = [subject.type.kind, anchor.type.kind];
  const isAlike = left === right || anchor.kind === 'now';
  if (isAlike || left === 'unknown' || right === 'unknown') return anchor;
  if (left === 'date') checking.report(catalogue.typing.instantAgainstDate, anchor.span, {});
  else checking.report(catalogue.typing.dateAndTimestamp, anchor.span, { left, right });
  return unknownValue(anchor.span);
}

function checkMoment(
  syntax: MomentSyntax,
  subject: CheckedValue,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { relation, span } = syntax;
  const moment = checking.value(syntax.moment, scope);
  if (!momentFits(relation, subject, moment, span, checking)) return unknownCondition(span);
  const use = { rule: syntax.missing, negated: false, span };
  const missing = checkMissing(use, [subject, moment], checking);
  return { kind: 'moment', subject, relation, moment, missing, span };
}

function momentFits(
  relation: MomentSyntax['relation'],
  subject: CheckedValue,
  moment: CheckedValue,
  span: Span,
  checking: Checking,
): boolean {
  if (moment.type.kind === 'unknown') return false;
  if (!isTime(moment.type)) {
    const found = { found: describeType(moment.type) };
    checking.report(catalogue.typing.notATime, moment.span, found);
    return false;
  }
  if (relation === 'on' && moment.type.kind === 'timestamp') {
    checking.report(catalogue.typing.onInstant, moment.span, { isNow: moment.kind === 'now' });
    return false;
  }
  if (subject.type.kind === 'unknown') return false;
  if (subject.type.kind === 'date' && moment.type.kind === 'timestamp' && moment.kind !== 'now') {
    checking.report(catalogue.typing.instantAgainstDate, moment.span, {});
    return false;
  }
  if (subject.type.kind === 'timestamp' && moment.type.kind === 'date' && !isConstant(moment)) {
    const found = { left: 'timestamp', right: 'date' };
    checking.report(catalogue.typing.dateAndTimestamp, span, found);
    return false;
  }
  return true;
}
