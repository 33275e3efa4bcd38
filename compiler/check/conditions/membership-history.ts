// `was in segment`, `entered segment`, `left segment`: a published segment about the same object, and a time that is past.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type {
  HistoryTimeSyntax,
  MembershipHistorySyntax,
  WindowSyntax,
} from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue, HistoryTime } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { checkAmount, requireConstant } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { checkMissingRow } from '../missing-rule.ts';
import type { SegmentHead } from '../model-table.ts';
import type { RowScope } from '../scope.ts';
import { checkWindowForm } from '../windows.ts';
import { findSegment, isSegmentOf } from './membership.ts';
import { checkSubjectRow, describeSubject } from './subject-row.ts';

export function checkMembershipHistory(
  syntax: MembershipHistorySyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { event, negated, span } = syntax;
  const subject = checkSubjectRow(syntax.subject, scope, span, checking);
  const head = findSegment(syntax.segment, checking);
  const time = syntax.time === undefined ? undefined : checkTime(syntax.time, scope, checking);
  if (head === undefined || subject === undefined) return unknownCondition(span);
  const published = isPublished(head, syntax, checking);
  const fits = isSegmentOf(head, subject, syntax.segment, checking);
  if (!published || !fits || time === 'unknown') return unknownCondition(span);
  const use = { rule: syntax.missing, negated, span };
  const missing = checkMissingRow(use, describeSubject(subject, syntax.subject), checking);
  const { row } = subject;
  const segment = head.name;
  return { kind: 'membership_history', row, event, negated, segment, time, missing, span };
}

/** A segment whose parameters all have defaults is published with them. */
function isPublished(
  head: SegmentHead,
  { segment }: MembershipHistorySyntax,
  checking: Checking,
): boolean {
  const isTemplate = head.parameters.some(({ fallback }) => fallback === undefined);
  if (!isTemplate && !head.draft) return true;
  const args = { segment: head.name, why: isTemplate ? 'template' : 'draft' } as const;
  checking.report(catalogue.history.historyOfUnpublished, segment.span, args, {
    related: [{ span: head.span, text: 'declared here' }],
  });
  return false;
}

function checkTime(
  time: HistoryTimeSyntax,
  scope: RowScope,
  checking: Checking,
): HistoryTime | 'unknown' {
  switch (time.kind) {
    case 'during':
      return checkDuring(time.window, scope, checking);
    case 'ago': {
      const amount = checkAmount(time.amount, scope, 0, checking);
      return amount.type.kind === 'unknown' ? 'unknown' : { kind: 'ago', amount, unit: time.unit };
    }
    case 'at':
    case 'on': {
      const moment = checkMoment(time, scope, checking);
      return moment === undefined ? 'unknown' : { kind: time.kind, moment };
    }
  }
}

function checkDuring(
  window: WindowSyntax,
  scope: RowScope,
  checking: Checking,
): HistoryTime | 'unknown' {
  const form = checkWindowForm(window, { kind: 'timestamp' }, scope, window.span, checking);
  if (form === undefined) return 'unknown';
  const isFuture =
    form.kind === 'between_from_now' ||
    (form.kind === 'rolling' && form.direction === 'next') ||
    (form.kind === 'calendar' && form.which === 'following');
  if (!isFuture) return { kind: 'during', form };
  checking.report(catalogue.history.historyOfTheFuture, window.span, {});
  return 'unknown';
}

/** `at` takes a constant instant, `on` a constant date. */
function checkMoment(
  time: Extract<HistoryTimeSyntax, { kind: 'at' | 'on' }>,
  scope: RowScope,
  checking: Checking,
): CheckedValue | undefined {
  const moment = checking.value(time.moment, scope);
  const { type, span } = moment;
  if (type.kind === 'unknown') return undefined;
  if (type.kind !== 'date' && type.kind !== 'timestamp') {
    checking.report(catalogue.typing.notATime, span, { found: describeType(type) });
    return undefined;
  }
  if (time.kind === 'at' && type.kind === 'date') {
    const word = { ...time.span, end: time.span.start + time.kind.length };
    const fixes = [{ title: 'write `on`', span: word, text: 'on', certain: false }];
    checking.report(catalogue.history.dayAsInstant, span, {}, { fixes });
    return undefined;
  }
  if (time.kind === 'on' && type.kind === 'timestamp') {
    checking.report(catalogue.typing.onInstant, span, { isNow: moment.kind === 'now' });
    return undefined;
  }
  return requireConstant(moment, 'time of a membership', checking) ? moment : undefined;
}
