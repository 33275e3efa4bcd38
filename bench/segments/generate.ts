// N segments: 1 or 2 conditions over events each, attributes, orders, tags, references. Pure: the same request, the same bytes.
import type { DataSizes } from '../data/sizes.ts';
import type { Condition } from './condition.ts';
import { eventCondition } from './event-conditions.ts';
import { attributeCondition, orderCondition, tagCondition } from './plain-conditions.ts';
import { type Random, seededRandom } from './random.ts';

export interface SegmentsRequest {
  readonly count: number;
  /** Share of the conditions, 0 to 1, that are drawn from a pool that all segments have in common. */
  readonly overlap: number;
  readonly sizes: DataSizes;
}

export interface GeneratedSegment {
  readonly name: string;
  readonly conditions: readonly Condition[];
  /** Segments it refers to, all of them earlier ones. */
  readonly refersTo: readonly string[];
}

type Draw = (random: Random) => Condition;

/** Draws one kind of condition, now and then from a pool of them. */
function pooled(seed: number, size: number, overlap: number, draw: Draw): Draw {
  const own = seededRandom(seed);
  const pool = Array.from({ length: size }, () => draw(own));
  return (random) => (random.chance(overlap) ? random.pick(pool) : draw(random));
}

export function generateSegments(request: SegmentsRequest): readonly GeneratedSegment[] {
  const { count, overlap, sizes } = request;
  const random = seededRandom(sizes.seed * 7_919 + 1);
  const draws = {
    event: pooled(sizes.seed + 1, 24, overlap, (from) => eventCondition(from, sizes)),
    attribute: pooled(sizes.seed + 2, 16, overlap, (from) => attributeCondition(from, sizes)),
    order: pooled(sizes.seed + 3, 6, overlap, (from) => orderCondition(from, sizes)),
    tag: pooled(sizes.seed + 4, 6, overlap, tagCondition),
  };
  const made: GeneratedSegment[] = [];
  const subjects = new Map<string, ReadonlySet<string>>();
  const known = new Set<string>();
  while (made.length < count) {
    const name = `audience_${String(made.length + 1).padStart(5, '0')}`;
    const referred = made.length > 0 && random.chance(0.12) ? [random.pick(made).name] : [];
    const taken = new Set(referred.flatMap((one) => [...(subjects.get(one) ?? [])]));
    const conditions = drawConditions(random, draws, taken);
    if (conditions.length < 2 || repeats(known, conditions, referred)) continue;
    subjects.set(name, taken);
    made.push({ name, conditions, refersTo: referred });
  }
  return made;
}

/** One over events first; none at all when that is about something taken. Adds to `taken` what the conditions are about. */
function drawConditions(
  random: Random,
  draws: Readonly<Record<'event' | 'attribute' | 'order' | 'tag', Draw>>,
  taken: Set<string>,
): readonly Condition[] {
  const first = draws.event(random);
  if (taken.has(first.subject)) return [];
  taken.add(first.subject);
  const wanted: Draw[] = [
    ...repeat(draws.event, random.whole(2)),
    ...repeat(draws.attribute, 1 + random.whole(2)),
    ...repeat(draws.order, random.chance(0.35) ? 1 : 0),
    ...repeat(draws.tag, random.chance(0.25) ? 1 : 0),
  ];
  const others = wanted.flatMap((draw) => {
    const condition = draw(random);
    if (taken.has(condition.subject)) return [];
    taken.add(condition.subject);
    return [condition];
  });
  return [first, ...others];
}

function repeat<T>(item: T, times: number): readonly T[] {
  return Array.from({ length: times }, () => item);
}

/** True for a segment that says the same as an earlier one. */
function repeats(
  known: Set<string>,
  conditions: readonly Condition[],
  referred: readonly string[],
): boolean {
  const text = [...conditions.map(({ line }) => line).toSorted(), ...referred].join('\n');
  if (known.has(text)) return true;
  known.add(text);
  return false;
}
