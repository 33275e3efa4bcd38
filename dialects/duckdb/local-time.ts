// Local times of a zone in DuckDB, both ways. A local time that comes twice, when clocks go back, is the earlier instant: DuckDB
// takes the later one.
import { zoneOffsets } from '../../compiler/plan/zone-offsets.ts';
import type { Sql } from '../../compiler/sql/dialect.ts';
import { binary, call, caseWhen, fragment, operand, text } from '../../compiler/sql/expressions.ts';

export function toLocal(timestamp: Sql, zone: Sql): Sql {
  return call('timezone', zone, call('timezone', text('UTC'), timestamp));
}

/**
 * A time that comes twice lies one length of a repetition behind a time that comes once: from there on, the instant is the
 * earlier one. Everywhere else the plain conversion gives the same, or less.
 */
export function fromLocal(local: Sql, zone: string): Sql {
  const plain = instantOf(local, zone);
  const [length, ...others] = repetitionsOf(zone);
  if (length === undefined) return plain;
  if (others.length === 0) return call('least', plain, longBefore(local, zone, length));
  const earlier = [length, ...others].map((minutes) => {
    const instant = moved(plain, '-', minutes);
    return caseWhen(binary(toLocal(instant, text(zone)), '=', local), instant);
  });
  return call('coalesce', ...earlier, plain);
}

function instantOf(local: Sql, zone: string): Sql {
  return call('timezone', text('UTC'), call('timezone', text(zone), local));
}

function longBefore(local: Sql, zone: string, minutes: number): Sql {
  return moved(instantOf(moved(local, '-', minutes), zone), '+', minutes);
}

function moved(time: Sql, sign: '+' | '-', minutes: number): Sql {
  return fragment(['', ` ${sign} INTERVAL ${minutes} MINUTE`], [operand(time)]);
}

const known = new Map<string, readonly number[]>();
const start = Date.UTC(1970, 0, 1);
const end = Date.UTC(2061, 0, 1);

/** How long the times are that come twice, in minutes, the shortest first. */
function repetitionsOf(zone: string): readonly number[] {
  const found = known.get(zone) ?? lengths(zone);
  known.set(zone, found);
  return found;
}

function lengths(zone: string): readonly number[] {
  const back = zoneOffsets(zone, start, end).changes.filter(({ from, to }) => to < from);
  const minutes = back.map(({ from, to }) => (from - to) / 60_000);
  // The whole days that some zones went back by, when they changed sides of the date line, are left out.
  return [...new Set(minutes)].filter((one) => one < 720).toSorted((a, b) => a - b);
}
