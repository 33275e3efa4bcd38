// The operations of one benchmark, repeat by repeat, over copies of the same data. Which side runs first alternates.
import { constants, copyFileSync } from 'node:fs';
import path from 'node:path';
import { dataEnd, type DataSizes } from '../data/sizes.ts';
import { databaseFile, type Limits, writeProject } from '../project/write-project.ts';
import {
  type ConditionChoice,
  type GeneratedSegment,
  generateSegments,
} from '../segments/generate.ts';
import { handStatement, type HandStyle } from '../segments/text.ts';
import type { Measured, Operation, Place } from './operation.ts';
import { preparedData } from './prepared-data.ts';
import type { RunOperation } from './run-operation.ts';
import type { RefreshWish } from './refresh-project.ts';
import { withScratch } from './scratch-folder.ts';

export interface BenchSettings {
  readonly sizes: DataSizes;
  /** How many. */
  readonly segments: number;
  readonly overlap: number;
  readonly conditions: ConditionChoice;
  /** How the queries that Segform is compared with are written. */
  readonly hand: HandStyle;
  /** How many segments are refreshed alone. */
  readonly singles: number;
  /** Between the refreshes and the later one. */
  readonly minutes: number;
  /** How many times as many rows arrive in these minutes as usual. */
  readonly burst: number;
  readonly limits: Limits;
  readonly serving: boolean;
  readonly undeclared: boolean;
  /** Folder of generated data and of what a run needs, absolute. */
  readonly cache: string;
}

export const operationNames = [
  'by hand',
  'read events',
  'group events',
  'first refresh',
  'full refresh',
  'nothing new',
  'later',
] as const;
export type OperationName = (typeof operationNames)[number];

export interface Repeat {
  readonly operations: Readonly<Record<OperationName, Measured>>;
  readonly singles: readonly Single[];
  /** Members of all segments that were compared and found equal. */
  readonly members: number;
}

/** One segment alone. */
export interface Single {
  readonly segment: string;
  readonly byHand: Measured;
  readonly segform: Measured;
}

export interface Surroundings {
  readonly run: RunOperation;
  /** Is told each step, for people. */
  readonly told: (line: string) => void;
}

/** What a repeat works with. */
interface Ground extends Surroundings {
  readonly settings: BenchSettings;
  readonly segments: readonly GeneratedSegment[];
  readonly place: Place;
}

/** `index` from 0 on. Throws when members of any segment differ from those found by hand. */
export async function runRepeat(
  settings: BenchSettings,
  surroundings: Surroundings,
  index: number,
): Promise<Repeat> {
  const { sizes, cache, limits, serving, undeclared } = settings;
  const data = await preparedData(cache, sizes, surroundings.run, surroundings.told);
  const segments = generateSegments({
    count: settings.segments,
    overlap: settings.overlap,
    conditions: settings.conditions,
    sizes,
  });
  return await withScratch(cache, 'run', async (project) => {
    writeProject({ folder: project, shape: sizes, segments, limits, serving, undeclared });
    copyFileSync(data, path.join(project, databaseFile), constants.COPYFILE_FICLONE);
    const ground = { ...surroundings, settings, segments, place: { project, limits } };
    return await repeatIn(ground, index);
  });
}

async function repeatIn(ground: Ground, index: number): Promise<Repeat> {
  const handFirst = index % 2 === 0;
  const early = handFirst ? await measureByHand(ground) : undefined;
  const singles = await measureSingles(ground, handFirst);
  const refreshes = await measureRefreshes(ground);
  const baselines = early ?? (await measureByHand(ground));
  const members = await requireEqual(ground);
  const later = await measureLater(ground, index);
  return { operations: { ...baselines, ...refreshes, later }, singles, members };
}

async function measureByHand(
  ground: Ground,
): Promise<Pick<Repeat['operations'], 'by hand' | 'read events' | 'group events'>> {
  const { place } = ground;
  const { sizes } = ground.settings;
  return {
    'by hand': await timed(ground, 'by hand', byHand(ground, ground.segments, dataEnd)),
    'read events': await timed(ground, 'read events', { kind: 'read events', place, sizes }),
    'group events': await timed(ground, 'group events', { kind: 'group events', place, sizes }),
  };
}

/** From nothing; again with the state of that; once more with the same `now` over the same data. */
async function measureRefreshes(
  ground: Ground,
): Promise<Pick<Repeat['operations'], 'first refresh' | 'full refresh' | 'nothing new'>> {
  return {
    'first refresh': await timed(ground, 'first refresh', refreshOf(ground, dataEnd)),
    'full refresh': await timed(ground, 'full refresh', refreshOf(ground, dataEnd, { full: true })),
    'nothing new': await timed(ground, 'nothing new', refreshOf(ground, dataEnd)),
  };
}

/** After what arrived meanwhile; its members are compared in the first repeat, since every other one has the same. */
async function measureLater(ground: Ground, index: number): Promise<Measured> {
  const { run, place, settings, segments } = ground;
  const { minutes, burst, sizes } = settings;
  const now = dataEnd + minutes * 60_000;
  await run({ kind: 'advance', place, sizes, meanwhile: { minutes, burst } });
  const later = await timed(ground, `${minutes} minutes later`, refreshOf(ground, now));
  if (index === 0) {
    await run(byHand(ground, segments, now));
    await requireEqual(ground);
  }
  return later;
}

/** Each over a state without any segment. Leaves no state behind. */
async function measureSingles(ground: Ground, handFirst: boolean): Promise<readonly Single[]> {
  const { run, place, settings } = ground;
  const singles: Single[] = [];
  for (const segment of spread(independent(ground.segments), settings.singles)) {
    const { name } = segment;
    const hand = byHand(ground, [segment], dataEnd);
    const ours = refreshOf(ground, dataEnd, { segments: [name] });
    const early = handFirst ? await timed(ground, `${name} by hand`, hand) : undefined;
    const segform = await timed(ground, `${name} alone`, ours);
    const late = early ?? (await timed(ground, `${name} by hand`, hand));
    singles.push({ segment: name, byHand: late, segform });
    await run({ kind: 'forget', place });
  }
  return singles;
}

async function requireEqual({ run, place, segments }: Ground): Promise<number> {
  const names = segments.map(({ name }) => name);
  const { different, members } = await run({ kind: 'compare', place, segments: names });
  const told = different.map(
    ({ segment, only, missing }) =>
      `${segment}: ${only} members that the query written by hand does not have, ${missing} missing`,
  );
  if (told.length > 0) throw new Error(told.join('\n'));
  return members;
}

function byHand(
  { place, settings }: Ground,
  segments: readonly GeneratedSegment[],
  now: number,
): Operation {
  const statements = segments.map((segment) => handStatement(segment, now, settings.hand));
  return { kind: 'by hand', place, statements };
}

/** All segments, unless it says otherwise. */
function refreshOf(
  { place }: Ground,
  now: number,
  { segments, full = false }: Partial<RefreshWish> = {},
): Operation {
  return { kind: 'refresh', place, now, segments, full };
}

async function timed(ground: Ground, title: string, operation: Operation): Promise<Measured> {
  const measured = await ground.run(operation);
  ground.told(`${title}: ${(measured.wallMs / 1_000).toFixed(2)} s`);
  return measured;
}

/** Segments that refer to no other one: what they cost is theirs. */
function independent(segments: readonly GeneratedSegment[]): readonly GeneratedSegment[] {
  return segments.filter(({ refersTo }) => refersTo.length === 0);
}

/** `count` of them at most, from all over the list. */
function spread<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return items.filter(
    (_, index) =>
      Math.floor((index * count) / items.length) !==
      Math.floor(((index - 1) * count) / items.length),
  );
}
