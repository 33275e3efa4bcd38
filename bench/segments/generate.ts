// N segments, of conditions over events, attributes, orders, tags and references, or over attributes alone. Pure: the same request, the same bytes.
import type { DataSizes } from '../data/sizes.ts';
import type { Condition } from './condition.ts';
import { eventCondition } from './event-conditions.ts';
import {
  attributeCondition,
  orderCondition,
  ownAttributeCondition,
  tagCondition,
} from './plain-conditions.ts';
import { type Random, seededRandom } from './random.ts';

/**
 * `usual`: 1 or 2 conditions over events in each segment, and others. `attributes`: 2 to 4 over the contacts' own columns, nothing
 * else. `rich`: as usual, but events are also averaged, counted by different values, and counted over all time.
 */
export type ConditionChoice = 'usual' | 'attributes' | 'rich';

export interface SegmentsRequest {
  readonly count: number;
  /** Share of the conditions, 0 to 1, that are drawn from a pool that all segments have in common. */
  readonly overlap: number;
  readonly conditions: ConditionChoice;
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

/** The conditions of one segment; fewer than two: it is drawn again. Adds to `taken` what they are about. */
type Compose = (random: Random, taken: Set<string>) => readonly Condition[];

export function generateSegments(request: SegmentsRequest): readonly GeneratedSegment[] {
  const { count, sizes } = request;
  const random = seededRandom(sizes.seed * 7_919 + 1);
  const onlyAttributes = request.conditions === 'attributes';
  const compose = onlyAttributes ? composeAttributes(request) : composeUsual(request);
  const made: GeneratedSegment[] = [];
  const subjects = new Map<string, ReadonlySet<string>>();
  const known = new Set<string>();
  while (made.length < count) {
    const name = `audience_${String(made.length + 1).padStart(5, '0')}`;
    const refers = !onlyAttributes && made.length > 0 && random.chance(0.12);
    const referred = refers ? [random.pick(made).name] : [];
    const taken = new Set(referred.flatMap((one) => [...(subjects.get(one) ?? [])]));
    const conditions = compose(random, taken);
    if (conditions.length < 2 || repeats(known, conditions, referred)) continue;
    subjects.set(name, taken);
    made.push({ name, conditions, refersTo: referred });
  }
  return made;
}

/** One over events first; none at all when that is about something taken. */
function composeUsual({ sizes, overlap, conditions }: SegmentsRequest): Compose {
  const rich = conditions === 'rich';
  const draws = {
    event: pooled(sizes.seed + 1, 24, overlap, (from) => eventCondition(from, sizes, rich)),
    attribute: pooled(sizes.seed + 2, 16, overlap, (from) => attributeCondition(from, sizes)),
    order: pooled(sizes.seed + 3, 6, overlap, (from) => orderCondition(from, sizes)),
    tag: pooled(sizes.seed + 4, 6, overlap, tagCondition),
  };
  return (random, taken) => {
    const first = draws.event(random);
    if (taken.has(first.subject)) return [];
    taken.add(first.subject);
    const wanted: Draw[] = [
      ...repeat(draws.event, random.whole(2)),
      ...repeat(draws.attribute, 1 + random.whole(2)),
      ...repeat(draws.order, random.chance(0.35) ? 1 : 0),
      ...repeat(draws.tag, random.chance(0.25) ? 1 : 0),
    ];
    return [first, ...drawOthers(random, wanted, taken)];
  };
}

/** Never all from the pool: so few attributes would not make thousands of different segments. */
function composeAttributes({ sizes, overlap }: SegmentsRequest): Compose {
  const common = Math.min(overlap, 0.9);
  const draw = pooled(sizes.seed + 2, 16, common, (from) => ownAttributeCondition(from, sizes));
  return (random, taken) => drawOthers(random, repeat(draw, 2 + random.whole(3)), taken);
}

/** Without those about something taken. */
function drawOthers(
  random: Random,
  wanted: readonly Draw[],
  taken: Set<string>,
): readonly Condition[] {
  return wanted.flatMap((draw) => {
    const condition = draw(random);
    if (taken.has(condition.subject)) return [];
    taken.add(condition.subject);
    return [condition];
  });
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
