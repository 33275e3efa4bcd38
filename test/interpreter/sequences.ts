// The reference interpreter: sequences, by trying every choice of rows. docs/language.md, "Sequences".
import type { CheckedStep } from '../../compiler/check/checked.ts';
import { asInstant, compareTimes, localDay, move } from './calendar-time.ts';
import { rowsOf } from './collections.ts';
import type { Row } from './database.ts';
import { type Time, timeOf } from './datum.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { wholeNumber } from './windows.ts';

/** A row of a step and when it happened. */
interface Happening {
  readonly row: Row;
  readonly time: Time;
}

/** Some choice of one row for each step satisfies all of them. */
export function happened(
  interpreter: Interpreter,
  steps: readonly CheckedStep[],
  environment: Environment,
): boolean {
  // "When the times of all steps are dates, `within` counts days. Beside a timestamp, a date is the first instant of its day."
  const ofDates = steps.every(({ time }) => time.type.kind === 'date');
  return continues({ interpreter, steps, ofDates }, 0, undefined, environment);
}

interface Sequence {
  readonly interpreter: Interpreter;
  readonly steps: readonly CheckedStep[];
  readonly ofDates: boolean;
}

/** The steps from `index` on can be satisfied after `before`, the time of the last step that is not a `no`. */
function continues(
  sequence: Sequence,
  index: number,
  before: Time | undefined,
  environment: Environment,
): boolean {
  const { steps } = sequence;
  const next = steps.findIndex((step, position) => position >= index && !step.absent);
  const absent = steps.slice(index, next === -1 ? undefined : next);
  const step = steps[next];
  if (step === undefined) {
    return absent.every((one) =>
      isAbsent(sequence, one, { before, until: undefined }, environment),
    );
  }
  return candidates(sequence, step, before, environment).some(({ row, time }) => {
    const nothingBetween = absent.every((one) =>
      isAbsent(sequence, one, { before, until: time }, environment),
    );
    const inside = inScope(environment, step.collection.scope, row);
    return nothingBetween && continues(sequence, next + 1, time, inside);
  });
}

/** Rows that match the step's own line: name, `where`, window, later than the step before, `within`; then `first` or `last` of them. */
function candidates(
  sequence: Sequence,
  step: CheckedStep,
  before: Time | undefined,
  environment: Environment,
): readonly Happening[] {
  const matching = happenings(sequence, step, environment).filter(({ time }) => {
    if (before === undefined) return true;
    const limit = limitOf(sequence, step, before, environment);
    return (
      compareTimes(time, before) > 0 && (limit === undefined || compareTimes(time, limit) <= 0)
    );
  });
  if (step.pin === undefined) return matching;
  const sign = step.pin === 'first' ? 1 : -1;
  // Ties count alike.
  return matching.filter(({ time }) =>
    matching.every((other) => sign * compareTimes(time, other.time) <= 0),
  );
}

interface Gap {
  readonly before: Time | undefined;
  /** The time of the next step that is not a `no`. */
  readonly until: Time | undefined;
}

function isAbsent(
  sequence: Sequence,
  step: CheckedStep,
  { before, until }: Gap,
  environment: Environment,
): boolean {
  if (before === undefined) throw new Error('a sequence begins with what happened');
  const now = nowOf(sequence);
  const limit = limitOf(sequence, step, before, environment);
  const isIn = (time: Time): boolean => {
    if (compareTimes(time, before) <= 0) return false;
    // `then no x within d`: no row in (t, t + d].
    if (limit !== undefined) return compareTimes(time, limit) <= 0;
    // `then no x`, `then y`: no row in (t, y). `then no x` at the end: no row in (t, now].
    return until === undefined ? compareTimes(time, now) <= 0 : compareTimes(time, until) < 0;
  };
  // That time is over: `t + d <= now`, of dates the last of them is: `t + 2 < today`.
  if (limit !== undefined) {
    const left = compareTimes(limit, now);
    if (sequence.ofDates ? left >= 0 : left > 0) return false;
  }
  return !happenings(sequence, step, environment).some(({ time }) => isIn(time));
}

function nowOf({ interpreter, ofDates }: Sequence): Time {
  return ofDates ? localDay(interpreter.now, interpreter.zone) : interpreter.now;
}

function limitOf(
  { interpreter }: Sequence,
  { within }: CheckedStep,
  before: Time,
  environment: Environment,
): Time | undefined {
  if (within === undefined) return undefined;
  const amount = wholeNumber(interpreter, within.amount, environment);
  return move(before, amount, within.unit, interpreter.zone);
}

/** Rows whose time is missing are no step. */
function happenings(
  { interpreter, ofDates }: Sequence,
  { collection, time }: CheckedStep,
  environment: Environment,
): readonly Happening[] {
  return rowsOf(interpreter, collection, environment).flatMap((row) => {
    const at = interpreter.value(time, inScope(environment, collection.scope, row));
    if (at === undefined) return [];
    const known = timeOf(at);
    return [{ row, time: ofDates ? known : asInstant(known, interpreter.zone) }];
  });
}
