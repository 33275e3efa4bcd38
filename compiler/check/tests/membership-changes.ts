// `history:` of an object: when it entered and left segments at earlier refreshes.
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { MembershipChangeSyntax } from '../../syntax/test-ast.ts';
import { findSegment } from '../conditions/membership.ts';
import type { SegmentHead } from '../model-table.ts';
import type { Building, Draft } from './drafts.ts';
import { isTimeValue, readInstant } from './fixture-times.ts';
import { instantFrom } from './instants.ts';
import type { FieldEntry } from './testing.ts';

/** `history: [entered champions 40 days ago, left champions 3 days ago]` */
export function addHistory(draft: Draft, { syntax, now }: FieldEntry, building: Building): void {
  const { checking } = building.testing;
  const { value } = syntax;
  if (!building.isFirst) {
    // What an object of the first step had is of the past; a copy made later was nowhere before.
    if (now.equals(building.firstNow)) return;
    const problem = 'memberships of earlier refreshes are said where the test begins';
    const help = 'Move `history` out of `then`; each step is itself a refresh.';
    checking.report(catalogue.tests.badHistory, syntax.span, { problem, help });
    return;
  }
  const items = value.kind === 'fixture_list' ? value.items : [value];
  for (const item of items) {
    if (item.kind !== 'membership_change') {
      const help = 'Write `history: [entered champions 40 days ago, left champions 3 days ago]`.';
      const args = { field: 'history', needs: 'when the object entered and left segments', help };
      checking.report(catalogue.tests.wrongShape, item.span, args);
      continue;
    }
    addChange(draft, item, now, building);
  }
}

function addChange(
  draft: Draft,
  change: MembershipChangeSyntax,
  now: FieldEntry['now'],
  building: Building,
): void {
  const { testing } = building;
  const head = findSegment(change.segment, testing.checking);
  const isSound = head !== undefined && isPublishedSegment(head, draft, change, building);
  if (!isTimeValue(change.at)) {
    const args = {
      field: 'history',
      needs: 'a time behind the segment',
      help: 'Such as `40 days ago`.',
    };
    testing.checking.report(catalogue.tests.wrongShape, change.at.span, args);
    return;
  }
  const at = readInstant(change.at, now, testing);
  if (!isSound || at === undefined || draft.key === undefined) return;
  if (Temporal.Instant.compare(at, now) >= 0 && testing.reads !== undefined) {
    report(change, 'a membership of an earlier refresh lies before `now`', building);
    return;
  }
  const { segment, span } = change;
  building.changes.push({
    segment: segment.text,
    key: draft.key,
    change: change.change,
    at: at.toString(),
    span,
  });
}

function report({ span }: MembershipChangeSyntax, problem: string, { testing }: Building): void {
  const help =
    'What happens from `now` on is what the test is about: write `then` and `expect entered:`.';
  testing.checking.report(catalogue.tests.badHistory, span, { problem, help });
}

function isPublishedSegment(
  head: SegmentHead,
  draft: Draft,
  { segment }: MembershipChangeSyntax,
  { testing }: Building,
): boolean {
  const { checking } = testing;
  const isTemplate = head.parameters.some(({ fallback }) => fallback === undefined);
  if (head.object === undefined) checking.fail();
  else if (head.object !== draft.entity.id) {
    const args = { segment: head.name, of: head.object, found: draft.entity.id };
    checking.report(catalogue.typing.segmentOfOther, segment.span, args, {
      related: [{ span: head.span, text: `a segment of ${head.object}` }],
    });
  } else if (head.draft || isTemplate) {
    const args = { segment: head.name, why: isTemplate ? 'template' : 'draft' } as const;
    checking.report(catalogue.history.historyOfUnpublished, segment.span, args);
  } else return true;
  return false;
}

/** In order of time; of one object and segment, entering and leaving take turns. */
export function orderChanges({ changes, testing }: Building): Building['changes'] {
  const sorted = changes.toSorted((a, b) => compare(a.at, b.at) || (a.key < b.key ? -1 : 1));
  const last = new Map<string, Building['changes'][number]>();
  for (const change of sorted) {
    const id = `${change.segment} ${change.key}`;
    const before = last.get(id);
    const isTurn = (before?.change ?? 'left') !== change.change;
    const isLater = before === undefined || compare(before.at, change.at) < 0;
    if (!isTurn || !isLater) {
      const problem = isLater
        ? change.change === 'left'
          ? `it cannot leave \`${change.segment}\`, in which it was not`
          : `it cannot enter \`${change.segment}\`, in which it was already`
        : 'two changes of one segment cannot happen at one instant';
      const help = 'An object enters first; entering and leaving take turns.';
      testing.checking.report(catalogue.tests.badHistory, change.span, { problem, help });
    }
    last.set(id, change);
  }
  return sorted;
}

function compare(a: string, b: string): number {
  return Temporal.Instant.compare(instantFrom(a), instantFrom(b));
}
