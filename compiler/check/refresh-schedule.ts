// The `refresh` setting of projects and segments → a schedule. The shortest period is one minute.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Fix } from '../diagnostics/diagnostic.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { SettingSyntax } from '../syntax/ast.ts';
import type { TimeUnit } from '../syntax/literal-ast.ts';
import { cronProblem } from './cron.ts';
import type { RefreshSchedule } from './model.ts';
import { reportSetting } from './settings-values.ts';

const minutesOf: Readonly<Partial<Record<TimeUnit, number>>> = {
  second: 1 / 60,
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
};

/** A hundred years. */
const longestPeriod = 52_560_000;

/** The schedule, or undefined when there is none or it was reported. */
export function refreshSetting(
  setting: SettingSyntax | undefined,
  reporter: Reporter,
): RefreshSchedule | undefined {
  if (setting === undefined) return undefined;
  const { value } = setting;
  if (value.kind === 'every') return every(value.amount, value.unit, setting, reporter);
  if (value.kind === 'word' && value.text === 'manual') return { kind: 'manual' };
  if (value.kind !== 'cron')
    return reportSetting(setting, expected, reporter, periodFixes(setting));
  const { value: expression, span } = value.expression;
  const problem = cronProblem(expression);
  if (problem === undefined) return { kind: 'cron', expression: expression.trim() };
  reporter.report(catalogue.declarations.badCron, span, { problem });
  return undefined;
}

const periods: ReadonlyMap<string, string> = new Map([
  ['hourly', 'every 1 hour'],
  ['daily', 'every 1 day'],
  ['nightly', 'every 1 day'],
  ['weekly', 'every 1 week'],
  ['never', 'manual'],
  ['off', 'manual'],
]);

function periodFixes({ value }: SettingSyntax): readonly Fix[] {
  const written = value.kind === 'word' ? value.text : value.kind === 'string' ? value.value : '';
  const text =
    value.kind === 'string' && written.split(' ').length === 5
      ? `cron "${written}"`
      : periods.get(written.toLowerCase());
  return text === undefined ? [] : [{ title: `write \`${text}\``, span: value.span, text }];
}

const expected = '`every 6 hours`, `cron "0 6 * * 1-5"` or `manual`';

function every(
  amount: number,
  unit: TimeUnit,
  setting: SettingSyntax,
  reporter: Reporter,
): RefreshSchedule | undefined {
  const { span } = setting.value;
  const found = `${amount} ${unit}${amount === 1 ? '' : 's'}`;
  const each = minutesOf[unit];
  const minutes = each === undefined ? undefined : amount * each;
  if (minutes !== undefined && minutes < 1) {
    reporter.report(catalogue.declarations.tooFrequent, span, { found });
    return undefined;
  }
  if (minutes === undefined || !Number.isInteger(minutes) || minutes > longestPeriod) {
    reporter.report(catalogue.declarations.unevenPeriod, span, { found });
    return undefined;
  }
  return { kind: 'every', minutes };
}
