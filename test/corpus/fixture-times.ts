// Test support: the times of fixtures. `now-40d-1s` and `today+3d` count from the fixture's `now`; everything else stays.
import { Temporal } from 'temporal-polyfill';

const steps = { d: 'days', h: 'hours', m: 'minutes', s: 'seconds' } as const;
const shape = /^(now|today)((?:[+-]\d+[dhms])*)$/;

/** A timestamp as UTC text without zone, days being 24 hours; or a date counted from the local one of `zone`. */
export function resolveTime(text: string, now: string, zone: string): string {
  const [, base, offsets] = shape.exec(text) ?? [];
  if (base === undefined || offsets === undefined) return text;
  const amounts = [...offsets.matchAll(/([+-]\d+)([dhms])/g)].map(([, amount, unit]) => ({
    [unitOf(unit)]: Number(amount),
  }));
  const zoned = Temporal.Instant.from(now).toZonedDateTimeISO(base === 'now' ? 'UTC' : zone);
  if (base === 'today') {
    return amounts.reduce((date, step) => date.add(step), zoned.toPlainDate()).toString();
  }
  return amounts.reduce((time, step) => time.add(step), zoned.toPlainDateTime()).toString();
}

function unitOf(letter: string | undefined): 'days' | 'hours' | 'minutes' | 'seconds' {
  if (letter === 'd' || letter === 'h' || letter === 'm' || letter === 's') return steps[letter];
  throw new Error(`unknown unit ${String(letter)}`);
}
