// Part of compiler/boundaries: sequences. One row for each step, the last one shortly before now; a side of a sequence moves, drops
// or adds one of them.
import type { CheckedCondition, CheckedStep } from '../check/checked.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import { admit, existingRows, newMember } from './collection-rows.ts';
import { constantOf } from './constants.ts';
import type { DraftRow } from './draft-row.ts';
import { exactly } from './scalar.ts';
import { deadEnd } from './search.ts';
import { type Standing, withRow } from './solving.ts';

type Sequence = Extract<CheckedCondition, { kind: 'sequence' }>;

export interface SequenceChange {
  /** Index of the step. */
  readonly step: number;
  readonly what: 'dropped' | 'at_the_end' | 'too_late' | 'disturbed';
}

/** What can be changed of a sequence that happened. */
export function sequenceChanges({ steps }: Sequence): readonly SequenceChange[] {
  return steps.flatMap(({ absent, within }, step): readonly SequenceChange[] => {
    if (step === 0) return [];
    if (absent) return [{ step, what: 'disturbed' }];
    const dropped = { step, what: 'dropped' } as const;
    if (within === undefined) return [dropped];
    return [dropped, { step, what: 'at_the_end' }, { step, what: 'too_late' }];
  });
}

export function requireSequence(condition: Sequence, wanted: boolean, at: Standing): void {
  if (wanted === condition.negated) return closeStep(condition.steps[0], [], at);
  buildSequence(condition, undefined, at);
}

/** Gives whether the sequence is found. */
export function buildSequence(
  { steps }: Sequence,
  change: SequenceChange | undefined,
  at: Standing,
): boolean {
  const times = timesOf(steps, change, at);
  let inside = at;
  for (const [index, step] of steps.entries()) {
    const time = times[index] ?? 0;
    const isChanged = change?.step === index;
    if (step.absent) {
      if (isChanged) addStep(step, time, inside);
      else closeStep(step, times.slice(0, index), inside);
    } else if (!isChanged || change.what !== 'dropped') {
      inside = withRow(inside, step.collection.scope, addStep(step, time, inside));
    } else return false;
  }
  return change === undefined || change.what === 'at_the_end';
}

function addStep(step: CheckedStep, time: number, at: Standing): DraftRow {
  const { collection } = step;
  const row = newMember(collection, at, false);
  const inside = withRow(at, collection.scope, row);
  at.solving.parts.impose(step.time, exactly(time, step.time.type), inside);
  admit(collection, row, at);
  return row;
}

/** No other row is that step: it does not match, or happened before the sequence. */
function closeStep(step: CheckedStep | undefined, times: readonly number[], at: Standing): void {
  if (step === undefined) return;
  const { collection } = step;
  at.solving.closers.push(() => {
    for (const { row } of existingRows(collection, at)) {
      const inside = withRow(at, collection.scope, row);
      const start = times[0];
      const { where } = collection;
      if (where !== undefined && at.solving.choose(2) === 0) {
        at.solving.parts.require(where, false, inside);
      } else if (start !== undefined) {
        const before = { test: (value: unknown) => typeof value === 'number' && value <= start };
        at.solving.parts.impose(step.time, { ...before, candidates: [start - 1000] }, inside);
      } else if (collection.window === undefined) deadEnd('a row that is a step');
    }
  });
}

// ---------------------------------------------------------------- times

const hour = 3_600_000;
const lengths: Readonly<Record<TimeUnit, number>> = {
  second: 1000,
  minute: 60_000,
  hour,
  day: 24 * hour,
  week: 7 * 24 * hour,
  month: 30 * 24 * hour,
  quarter: 91 * 24 * hour,
  year: 365 * 24 * hour,
};

/** Days by which the whole sequence is moved into the past, until its times fit what else is asked of them. */
const shifts = [0, 2, 10, 45, 100];

/** Of each step; of an absent one, when it would disturb. */
function timesOf(
  steps: readonly CheckedStep[],
  change: SequenceChange | undefined,
  at: Standing,
): readonly number[] {
  const { clock } = at.solving;
  const isDate = steps.every(({ time }) => time.type.kind === 'date');
  const scale: Scale = isDate
    ? { unit: lengths.day, least: 1, usual: 1 }
    : { unit: 1, least: 1000, usual: hour };
  const offsets: number[] = [];
  let last = 0;
  for (const [index, step] of steps.entries()) {
    const moved = change?.step === index ? change.what : undefined;
    const offset = index === 0 ? 0 : last + gapBefore(step, moved, scale, at);
    offsets.push(offset);
    if (!step.absent) last = offset;
  }
  const waits = steps.map((step) => (step.absent ? (withinOf(step, scale, at) ?? scale.usual) : 0));
  const wait = Math.max(scale.usual, ...waits) + scale.usual;
  const earlier = ((shifts[at.solving.choose(shifts.length)] ?? 0) * lengths.day) / scale.unit;
  const origin = (isDate ? clock.today : clock.now) - earlier;
  return offsets.map((offset) => origin - wait - last + offset);
}

/** What times of the sequence are counted in, their smallest step, and what lies between steps. */
interface Scale {
  readonly unit: number;
  readonly least: number;
  readonly usual: number;
}

function withinOf({ within }: CheckedStep, { unit }: Scale, at: Standing): number | undefined {
  if (within === undefined) return undefined;
  const amount = constantOf(within.amount, at.solving.clock);
  if (typeof amount !== 'number') return deadEnd('no constant length');
  return (amount * lengths[within.unit]) / unit;
}

/** From the present step before it; an absent step would lie halfway. */
function gapBefore(
  step: CheckedStep,
  moved: SequenceChange['what'] | undefined,
  scale: Scale,
  at: Standing,
): number {
  const { least, usual } = scale;
  const within = withinOf(step, scale, at);
  if (within !== undefined && moved === 'at_the_end') return within;
  if (within !== undefined && moved === 'too_late') return within + least;
  const half = (length: number): number => Math.max(least, Math.floor(length / 2));
  const gap = within === undefined ? usual : Math.min(usual, half(within));
  return step.absent ? half(gap) : gap;
}
