// Cron expressions: five fields, checked here so that a wrong schedule is found before anything runs.

interface CronField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fields: readonly CronField[] = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of month', low: 1, high: 31, names: [] },
  { name: 'month', low: 1, high: 12, names: months },
  { name: 'day of week', low: 0, high: 7, names: weekdays },
];

/** Days that each month can have. */
const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What is wrong with the expression, or undefined when it is a schedule. */
export function cronProblem(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length || expression.trim() === '') {
    const count = expression.trim() === '' ? 0 : parts.length;
    return `a cron expression has 5 fields, found ${count}`;
  }
  const problem = fields
    .map((field, at) => fieldProblem(parts[at] ?? '', field))
    .find((found) => found !== undefined);
  return problem ?? neverProblem(parts[2] ?? '*', parts[3] ?? '*', parts[4] ?? '*');
}

function fieldProblem(text: string, field: CronField): string | undefined {
  return text
    .split(',')
    .map((part) => partProblem(part, field))
    .find((found) => found !== undefined);
}

function partProblem(part: string, field: CronField): string | undefined {
  const [range = '', step, more] = part.split('/');
  const wrong = `\`${part}\` cannot be read as the ${field.name}`;
  if (more !== undefined) return wrong;
  if (step !== undefined && (!/^\d{1,2}$/.test(step) || Number(step) < 1)) return wrong;
  if (range === '*') return undefined;
  const bounds = range.split('-').map((bound) => numberOf(bound, field));
  const [low, high, third] = bounds;
  if (low === undefined || bounds.includes(undefined) || third !== undefined) return wrong;
  const last = high ?? low;
  if (low < field.low || last > field.high) {
    return `\`${part}\` is outside the ${field.name}, which is from ${field.low} to ${field.high}`;
  }
  return low > last ? `\`${part}\`: the range ends before it begins` : undefined;
}

function numberOf(text: string, field: CronField): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const at = field.names.indexOf(text.toLowerCase());
  return at === -1 ? undefined : at + field.low;
}

/** `0 0 31 2 *` never comes. */
function neverProblem(day: string, month: string, weekday: string): string | undefined {
  if (weekday !== '*' || !/^\d+$/.test(day) || !/^\d+$/.test(month)) return undefined;
  const most = longest[Number(month) - 1] ?? 31;
  return Number(day) > most ? `day ${day} of month ${month} never comes` : undefined;
}
