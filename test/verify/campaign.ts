// One data set of a campaign: made from its number, put through both sides, counted; what differs is shrunk and kept.
import path from 'node:path';
import { constructsOf } from './constructs.ts';
import type { DuckdbMembers } from './duckdb-members.ts';
import {
  type Difference,
  evaluate,
  type Evaluation,
  membershipNames,
  messageOf,
  type ReachedCounts,
} from './evaluate.ts';
import { keepFound } from './found.ts';
import { type Program, randomProgram } from './random-program.ts';
import { mixedSeed } from './random.ts';
import { shrink } from './shrink.ts';

/** Segments with members in one data set. */
export const casesPerSet = 15;

export interface SetResult {
  readonly index: number;
  readonly cases: number;
  /** With members, and with objects that are none. */
  readonly nonTrivial: number;
  /** In how many cases each construct was. */
  readonly constructs: Readonly<Record<string, number>>;
  readonly differences: readonly FoundDifference[];
  readonly reached: ReachedCounts;
}

export interface FoundDifference {
  readonly property: Difference['property'];
  readonly segment: string | undefined;
  /** One line. */
  readonly summary: string;
}

export interface SetOptions {
  readonly seed: number;
  readonly index: number;
  /** Whether the properties of the compiler are checked as well. */
  readonly properties: boolean;
}

export async function runSet(warehouse: DuckdbMembers, options: SetOptions): Promise<SetResult> {
  const { seed, index, properties } = options;
  const program = randomProgram(mixedSeed(seed, index), casesPerSet);
  const evaluation = await evaluate(warehouse, program, { properties });
  if ('property' in evaluation) {
    return {
      index,
      cases: 0,
      nonTrivial: 0,
      constructs: {},
      reached: { told: 0, flips: 0 },
      differences: [summarized(evaluation)],
    };
  }
  return {
    index,
    cases: evaluation.members.size,
    nonTrivial: nonTrivialIn(evaluation, program),
    constructs: countConstructs(evaluation),
    reached: evaluation.reached,
    differences: evaluation.differences.map(summarized),
  };
}

function summarized({ property, segment, expected, found }: Difference): FoundDifference {
  const isList = typeof expected !== 'string' && typeof found !== 'string';
  const summary = isList
    ? `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`
    : firstDifference(String(expected), String(found));
  return { property, segment, summary };
}

function firstDifference(expected: string, found: string): string {
  const lines = expected.split('\n');
  const others = found.split('\n');
  const at = lines.findIndex((line, index) => line !== others[index]);
  return `expected «${lines[at] ?? ''}», found «${others[at] ?? ''}»`;
}

function nonTrivialIn({ project, members }: Evaluation, program: Program): number {
  const objects = new Map(project.segments.map(({ name, object }) => [name, object]));
  const sizes = new Map(
    Object.values(project.model.entities).map(({ id, source }) => [
      id,
      program.tables[source.table]?.rows.length ?? 0,
    ]),
  );
  return [...members].filter(([name, keys]) => {
    const all = sizes.get(objects.get(name) ?? '') ?? 0;
    return keys.length > 0 && keys.length < all;
  }).length;
}

function countConstructs({ project }: Evaluation): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  const names = new Set(membershipNames(project));
  for (const segment of project.segments) {
    if (!names.has(segment.name)) continue;
    for (const name of constructsOf(project, segment)) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

/** Most attempts to make a difference smaller. */
const attempts = 4_000;

/** Makes the data set again, shrinks its first difference, and writes it into a folder of `into`; gives the folder. */
export async function keepSmallest(
  warehouse: DuckdbMembers,
  options: SetOptions,
  into: string,
): Promise<string> {
  const { seed, index } = options;
  const program = randomProgram(mixedSeed(seed, index), casesPerSet);
  const first = await firstIn(warehouse, program, options.properties);
  const folder = path.join(into, `${first?.property ?? 'gone'}-${seed}-${index}`);
  if (first === undefined) return folder;
  const isQuick = first.property === 'members';
  const small = await shrink(
    program,
    async (candidate) => {
      const found = await firstIn(warehouse, candidate, !isQuick);
      return found !== undefined && isAlike(found, first);
    },
    isQuick ? attempts : attempts / 4,
  );
  keepFound(folder, small, (await firstIn(warehouse, small, !isQuick)) ?? first);
  return folder;
}

async function firstIn(
  warehouse: DuckdbMembers,
  program: Program,
  properties: boolean,
): Promise<Difference | undefined> {
  try {
    const evaluation = await evaluate(warehouse, program, { properties });
    return 'property' in evaluation ? evaluation : evaluation.differences[0];
  } catch (error) {
    const found = messageOf(error);
    return { property: 'runs', segment: undefined, expected: 'no failure', found };
  }
}

/** The same property; of failures, the same words. */
function isAlike(left: Difference, right: Difference): boolean {
  if (left.property !== right.property) return false;
  return left.property !== 'runs' || wordsOf(left) === wordsOf(right);
}

function wordsOf({ found }: Difference): string {
  const [line = ''] = String(found).split('\n');
  return line.replaceAll(/s\d+|\d+|«.*/g, '').slice(0, 60);
}
