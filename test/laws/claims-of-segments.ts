// Test support: which laws a segment must obey beside those of its conditions: parts, complements, samples, rankings, windows.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import { type ClaimBook, members, minus, type SetOf, union } from './claims.ts';
import { all, not } from './rewrite.ts';
import { isChosen } from './chosen.ts';
import { claimRankings } from './rankings.ts';
import { widened } from './widen.ts';

/** Lines that must all hold. */
function linesOf(condition: CheckedCondition): readonly CheckedCondition[] {
  return condition.kind === 'all' ? condition.conditions : [condition];
}

/** Everything claimed of the named segments, if they have members and keep none from before. Of many, each gets a share. */
export function claimAll(
  project: CheckedProject,
  book: ClaimBook,
  wanted: readonly string[],
  turn: number,
): void {
  for (const [index, segment] of project.segments.entries()) {
    const { published, settings, hysteresis, name } = segment;
    const asked = wanted.includes(name) && published && settings.status !== 'draft';
    if (!asked || hysteresis !== undefined) continue;
    const kinds = [
      () => claimParts(segment, book),
      () => claimSamples(segment, book),
      () => claimWindows(segment, book),
      () => claimRankings(project.model, segment, book, 'places'),
      () => claimRankings(project.model, segment, book, 'rows'),
      () => claimRankings(project.model, segment, book, 'total'),
    ];
    const place = wanted.length === 1 ? turn : index;
    for (const [law, claim] of kinds.entries()) if (isChosen(law, place)) claim();
  }
}

function bodyOf({ where, excepts }: CheckedSegment): CheckedCondition {
  return all([where, ...excepts.map(not)], where.span);
}

function claimParts(segment: CheckedSegment, book: ClaimBook): void {
  const { take, where, excepts } = segment;
  const body = bodyOf(segment);
  const whole = take === undefined ? members(segment) : book.where(segment, body);
  const rest = book.where(segment, not(body));
  const everyone = book.everyone(segment);
  const halves = [whole, rest];
  book.claim('where p and where not p are everyone', segment, {
    kind: 'partition',
    parts: halves,
    whole: everyone,
  });
  const lines = linesOf(where);
  const sets = lines.map((line) => book.where(segment, line));
  const excluded = excepts.map((except) => book.where(segment, except));
  const inAll: SetOf = { kind: 'intersection', of: [everyone, ...sets] };
  book.claim('lines are an intersection, except is a set minus', segment, {
    kind: 'equal',
    of: whole,
    by: minus(inAll, union(...excluded)),
  });
  if (lines.length > 1) {
    const fewer = book.where(segment, all([...lines.slice(1), ...excepts.map(not)], where.span));
    book.claim('a condition more never adds', segment, { kind: 'subset', of: whole, by: fewer });
  }
  for (const line of lines) claimAlternatives(segment, line, book);
}

/** `any of` is a union and grows with every alternative; `none of` is what is left of everyone. */
function claimAlternatives(segment: CheckedSegment, line: CheckedCondition, book: ClaimBook): void {
  if (line.kind !== 'any' && line.kind !== 'none') return;
  const parts = line.conditions.map((one) => book.where(segment, one));
  const joined = union(...parts);
  const by = line.kind === 'any' ? joined : minus(book.everyone(segment), joined);
  const of = book.where(segment, line);
  book.claim('any of is a union, none of its complement', segment, { kind: 'equal', of, by });
  const fewer = book.where(segment, { ...line, conditions: line.conditions.slice(1) });
  const holds = line.kind === 'any' ? { of: fewer, by: of } : { of, by: fewer };
  book.claim('an alternative more never removes', segment, { kind: 'subset', ...holds });
}

function sample(
  { object, span }: CheckedSegment,
  low: string | undefined,
  high: string,
): CheckedCondition {
  const share = (value: string) =>
    ({ kind: 'literal', value, type: { kind: 'percent' }, nullable: false, span }) as const;
  return {
    kind: 'in_sample',
    row: { scope: 0, hops: [], entity: object },
    negated: false,
    low: low === undefined ? undefined : share(low),
    high: share(high),
    seed: { kind: 'literal', value: 'law', type: { kind: 'text' }, nullable: false, span },
    missing: 'false',
    span,
  };
}

function claimSamples(segment: CheckedSegment, book: ClaimBook): void {
  const body = bodyOf(segment);
  const whole = book.where(segment, body);
  const inside = (low: string | undefined, high: string): SetOf =>
    book.where(segment, all([body, sample(segment, low, high)], segment.span));
  const first = inside(undefined, '0.1');
  const parts = [first, inside('0.1', '0.35'), inside('0.35', '1')];
  book.claim('samples side by side share out everyone', segment, {
    kind: 'partition',
    parts,
    whole,
  });
  const larger = inside(undefined, '0.2');
  book.claim('a larger sample only adds', segment, { kind: 'subset', of: first, by: larger });
}

function claimWindows(segment: CheckedSegment, book: ClaimBook): void {
  for (const line of linesOf(segment.where)) {
    const wider = widened(line);
    if (wider === undefined) continue;
    const [before, after] = [book.where(segment, line), book.where(segment, wider.condition)];
    const holds = wider.grows ? { of: before, by: after } : { of: after, by: before };
    book.claim('windows are monotone in their length', segment, { kind: 'subset', ...holds });
  }
}
