// When what was last proven from all rows is to be proven again.
import { Temporal } from 'temporal-polyfill';

/**
 * Whether all rows are to be read again that were read at `last`, also when time went backwards since. Instants are ISO UTC. `period`: in
 * minutes; undefined: never.
 */
export function isDue(last: string, now: string, period: number | undefined): boolean {
  if (period === undefined) return false;
  const minutes = Temporal.Instant.from(last).until(now).total('minutes');
  return minutes >= period || minutes < -period;
}
