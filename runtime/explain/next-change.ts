// When an answer changes by itself: the data stay, time passes. The membership of one object is computed, by the ordinary compiler
// and on a copy of the rows it depends on, at every instant at which it can change (docs/decisions/0013).
import { Temporal } from 'temporal-polyfill';
import { must } from '../../compiler/assert.ts';
import { rowTimesOf } from '../../compiler/explain/row-times.ts';
import { timeEdges, type TimeEdges } from '../../compiler/explain/time-edges.ts';
import { timeUseOf } from '../../compiler/explain/time-use.ts';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { printTimeValues } from '../../compiler/sql/print-time-values.ts';
import type { SegmentRelations } from '../../compiler/sql/query.ts';
import type { Looking } from './looking.ts';

export type NextChange =
  /** Nothing in its conditions depends on time. */
  | { readonly kind: 'time_independent' }
  /** `until`: ISO instant, looked at so far. */
  | { readonly kind: 'none'; readonly until: string; readonly certain: boolean }
  | {
      readonly kind: 'change';
      /** ISO instant: the first at which a refresh would say so. */
      readonly at: string;
      readonly becomes: 'in' | 'out';
      /** No change lies before it; otherwise one that lasts shortly could have been overlooked. */
      readonly certain: boolean;
    };

/** Different times of one column that are looked at. */
const mostTimes = 5000;

/** `isMember`: the answer now. */
export async function findNextChange(
  looking: Looking,
  isMember: boolean,
  days: number,
): Promise<NextChange> {
  const { members, plan } = looking;
  if (!members.timeDependent) return { kind: 'time_independent' };
  const use = timeUseOf(plan);
  const cells = new Set<string>();
  let isWhole = true;
  for (const { entity, read } of use.reads) {
    const query = printTimeValues(plan, entity, read, looking.dialect, looking.relations);
    const values = await looking.reader.values(query, mostTimes);
    if (values.length === mostTimes) isWhole = false;
    for (const value of values) cells.add(value);
  }
  const times = rowTimesOf(cells, plan.calendar.timezone);
  const edges = timeEdges(plan, use, times, days);
  const most = evaluationsFor(looking);
  const certain = isWhole && !edges.sampled && edges.instants.length <= most;
  const found = await firstTurn(looking, isMember, edges, most);
  if (found === undefined) return { kind: 'none', until: isoOf(edges.until), certain };
  return { kind: 'change', at: isoOf(found), becomes: isMember ? 'out' : 'in', certain };
}

/** How many instants may be looked at, by the size of the queries and the number of rows that each of them reads. */
function evaluationsFor({ plan, rows }: Looking): number {
  const size = plan.segments.length + plan.features.length / 8;
  const most = rows <= 20_000 ? 1600 : rows <= 200_000 ? 400 : 80;
  return Math.max(20, Math.min(800, Math.round(most / size)));
}

/** Milliseconds; undefined when there is none. */
async function firstTurn(
  looking: Looking,
  isMember: boolean,
  edges: TimeEdges,
  most: number,
): Promise<number | undefined> {
  const { instants } = edges;
  if (instants.length === 0) return undefined;
  const turned = async (instant: number): Promise<boolean> =>
    (await isMemberAt(looking, isoOf(instant))) !== isMember;
  const stride = Math.max(1, Math.ceil(instants.length / most));
  let before = -1;
  for (let index = Math.min(stride, instants.length) - 1; index < instants.length;) {
    if (await turned(must(instants[index], 'an instant'))) {
      const first = await firstIndex(before, index, async (at) =>
        turned(must(instants[at], 'an instant')),
      );
      const instant = must(instants[first], 'an instant');
      if (!edges.sampled) return instant;
      const from =
        first === 0
          ? Temporal.Instant.from(looking.plan.now).epochMilliseconds
          : must(instants[first - 1], 'before');
      if (!(await turned(instant - 1))) return instant;
      return await firstIndex(from, instant, turned);
    }
    before = index;
    if (index === instants.length - 1) break;
    index = Math.min(index + stride, instants.length - 1);
  }
  return undefined;
}

/** By halving: `test` does not hold at `low` and holds at `high`. */
async function firstIndex(
  low: number,
  high: number,
  test: (at: number) => Promise<boolean>,
): Promise<number> {
  let [before, after] = [low, high];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (await test(middle)) after = middle;
    else before = middle;
  }
  return after;
}

/** As a refresh at that instant would say, the members of now being those of the refresh before it. */
async function isMemberAt(looking: Looking, now: string): Promise<boolean> {
  const { reader, dialect, members, key } = looking;
  const relations = await membersAt(looking, now);
  const query = printSegmentQuery({ ...looking.plan, now }, members.name, dialect, relations);
  return (await reader.rowsOfKey(query, members.keyColumn, key)).length > 0;
}

/** Computes the segments that the explained one refers to; they are kept until the next instant is looked at. */
export async function membersAt(looking: Looking, now: string): Promise<SegmentRelations> {
  const { reader, dialect, members } = looking;
  const plan = { ...looking.plan, now };
  const then = new Map<string, readonly string[]>();
  const relations: SegmentRelations = {
    ...looking.relations,
    membership: (name) => then.get(name) ?? looking.relations.membership(name),
    previous: looking.previousThen,
  };
  for (const { name, timeDependent } of plan.segments) {
    if (name === members.name || !timeDependent || looking.lastGood.has(name)) continue;
    const query = printSegmentQuery(plan, name, dialect, relations);
    then.set(name, await reader.keep(`then ${name}`, query));
  }
  return relations;
}

function isoOf(instant: number): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString();
}
