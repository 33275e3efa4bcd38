// The reference interpreter: days that come back every year. docs/language.md, "Time", Anniversaries.
import { Temporal } from 'temporal-polyfill';
import type { TimeCondition } from '../../compiler/check/checked.ts';
import { fromPlainDate, localDay, toPlainDate } from './calendar-time.ts';
import { type Day, timeOf } from './datum.ts';
import { daysOf } from './distances.ts';
import type { Environment, Interpreter } from './environment.ts';
import { type Interval, windowOfDays } from './windows.ts';

/** Undefined: the date is missing. `not in` is left to the caller. */
export function recursIn(
  interpreter: Interpreter,
  condition: TimeCondition,
  environment: Environment,
): boolean | undefined {
  const subject = interpreter.value(condition.subject, environment);
  if (subject === undefined) return undefined;
  const time = timeOf(subject);
  const date = toPlainDate(time.kind === 'day' ? time : localDay(time, interpreter.zone));
  const days =
    condition.kind === 'in_window'
      ? windowOfDays(interpreter, condition.form, environment)
      : daysOf(interpreter, condition, environment);
  return days === undefined ? undefined : holdsAnniversary(date, days);
}

/** 29 February is 28 February in other years, which is what "constrain" makes of it. */
function holdsAnniversary({ month, day }: Temporal.PlainDate, days: Interval<Day>): boolean {
  const [first, last] = [toPlainDate(days.start).year, toPlainDate(days.end).year];
  for (let year = first; year <= last; year += 1) {
    const recurrence = fromPlainDate(
      Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' }),
    ).day;
    if (recurrence >= days.start.day && recurrence < days.end.day) return true;
  }
  return false;
}
