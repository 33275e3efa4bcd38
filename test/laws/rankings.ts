// Test support: `take` of ranges side by side shares out all that is ranked.
import type { CheckedSegment, CheckedTake } from '../../compiler/check/checked-project.ts';
import type { CheckedCondition, CheckedValue } from '../../compiler/check/checked.ts';
import type { Model } from '../../compiler/check/model.ts';
import { type ClaimBook } from './claims.ts';
import { all, isMissing, not, number } from './rewrite.ts';

type Bounds = readonly [string | undefined, string];

const places: readonly Bounds[] = [
  [undefined, '3'],
  ['4', '20'],
  ['21', '1000000000'],
];
const shares: readonly Bounds[] = [
  [undefined, '0.3'],
  ['0.3', '0.755'],
  ['0.755', '1'],
];

function bound(text: string, of: CheckedTake['of'], { span }: CheckedSegment): CheckedValue {
  if (of === 'places') return number(Number(text), span);
  return { kind: 'literal', value: text, type: { kind: 'percent' }, nullable: false, span };
}

/** The length of the key: a number that every object has, and many share. */
function lengthOfKey(model: Model, { object, span }: CheckedSegment): CheckedValue | undefined {
  const entity = model.entities[object];
  const key = entity?.key;
  const type = key === undefined ? undefined : entity?.attributes[key]?.type;
  if (key === undefined || type === undefined) return undefined;
  const row = { scope: 0, hops: [], entity: object };
  const arg: CheckedValue = { kind: 'attribute', row, attribute: key, type, nullable: false, span };
  const int = { kind: 'int' } as const;
  return { kind: 'call', function: 'length', args: [arg], type: int, nullable: false, span };
}

function rankingOf(model: Model, segment: CheckedSegment): CheckedTake | undefined {
  if (segment.take !== undefined) return segment.take;
  const value = lengthOfKey(model, segment);
  const { span } = segment;
  const to = number(1, span);
  const shape = {
    direction: 'top',
    of: 'places',
    from: undefined,
    groups: [],
    ties: false,
  } as const;
  return value && { ...shape, to, value, span };
}

/** Ranges of places, of shares and of shares of the total; shares of the ranked without ties, the others with them. */
export function claimRankings(
  model: Model,
  segment: CheckedSegment,
  book: ClaimBook,
  of: CheckedTake['of'],
): void {
  const ranking = rankingOf(model, segment);
  if (ranking === undefined) return;
  const { where, excepts, span } = segment;
  const { value, groups } = ranking;
  const isTime = value.type.kind === 'date' || value.type.kind === 'timestamp';
  if (of === 'total' && isTime) return;
  const known = [value, ...groups].filter(({ nullable }) => nullable);
  const left = all([where, ...excepts.map(not)], span);
  const ranked = all([left, ...known.map((one) => isMissing(one, true))], span);
  const bounds = of === 'places' ? places : shares;
  const parts = bounds.map(([from, to]) => {
    const low = from === undefined ? undefined : bound(from, of, segment);
    const ties = of !== 'rows';
    const take = { ...ranking, of, ties, from: low, to: bound(to, of, segment) };
    return book.like(segment, { where: left, take, hysteresis: undefined });
  });
  const counted = of === 'total' ? all([ranked, aboveZero(value)], span) : ranked;
  const whole = book.where(segment, counted);
  const law = `take of ${of} side by side shares out what is ranked`;
  book.claim(law, segment, { kind: 'partition', parts, whole });
}

function aboveZero(value: CheckedValue): CheckedCondition {
  const { span, type } = value;
  const right: CheckedValue = { kind: 'literal', value: '0', type, nullable: false, span };
  return { kind: 'compare', operator: '>', left: value, right, missing: 'false', span };
}
