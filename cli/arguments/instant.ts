// `--now` and `--since`: ISO instants with an offset, given by people, made canonical in UTC.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import { operationalError } from '../../compiler/operational-error.ts';

const isoInstant =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** `2026-01-31T10:00:00+01:00` → `2026-01-31T09:00:00.000Z`; throws a usage error for anything else. */
export function parseInstant(option: string, text: string): string {
  const instant = canonicalInstant(text);
  if (instant !== undefined) return instant;
  throw operationalError(commandLine.badOptionValue, {
    option,
    problem: `must be an instant with an offset or Z, not \`${text}\``,
    example: `${option} ${exampleFor(text)}`,
  });
}

function canonicalInstant(text: string): string | undefined {
  const match = isoInstant.exec(text);
  const milliseconds = match === null ? Number.NaN : Date.parse(text);
  if (match === null || Number.isNaN(milliseconds) || !dayExists(match)) return undefined;
  return new Date(milliseconds).toISOString();
}

/** The platform takes 30 February for 2 March. */
function dayExists(match: RegExpExecArray): boolean {
  const [year, month, day] = match.slice(1, 4).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return day >= 1 && new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1;
}

/** What was probably meant. */
function exampleFor(text: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(text) ?? [];
  const guess = `${day ?? ''}T${time ?? '00:00:00'}Z`;
  return canonicalInstant(guess) === undefined ? '2026-01-31T09:00:00Z' : guess;
}
