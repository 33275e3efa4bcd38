// `calendar` declarations → when each is open. Reports hours that are none, and days that there are not.
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { CalendarSyntax, OpenHoursSyntax, SettingSyntax } from '../../syntax/ast.ts';
import type { NameSyntax, StringSyntax } from '../../syntax/literal-ast.ts';
import type { OpenHours, OpenInterval, ProjectSettings } from '../model.ts';
import { readSettings, textSetting } from '../settings-values.ts';
import type { Declaring } from './declaring.ts';
import { isTimeZone, timeZoneSuggestion, weekdays } from '../time-zones.ts';

/** By name; undefined where something was reported, also by the parser. */
export function readCalendars(
  declarations: readonly CalendarSyntax[],
  { project, hidden, reporter }: Pick<Declaring, 'project' | 'hidden' | 'reporter'>,
): ReadonlyMap<string, OpenHours | undefined> {
  return new Map(
    declarations.map((declaration) => [
      declaration.name.text,
      readCalendar(declaration, hidden.texts.has(declaration.name.text), project, reporter),
    ]),
  );
}

function readCalendar(
  { name, settings, hours }: CalendarSyntax,
  isFaulty: boolean,
  project: ProjectSettings,
  reporter: Reporter,
): OpenHours | undefined {
  const before = reporter.diagnostics.length;
  const known = readSettings(settings, ['timezone', 'open', 'closed'], [], 'calendar', reporter);
  const timezone = zoneOf(known.get('timezone')?.[0], reporter) ?? project.timezone;
  const closed = closedDays(known.get('closed')?.[0], reporter);
  if (hours.length === 0 && !isFaulty) {
    reporter.report(catalogue.times.neverOpen, name.span, { name: name.text });
  }
  const week = readWeek(hours, reporter);
  const isSound = !isFaulty && reporter.diagnostics.length === before;
  return isSound ? { timezone, week, closed } : undefined;
}

function zoneOf(setting: SettingSyntax | undefined, reporter: Reporter): string | undefined {
  const zone = textSetting(setting, reporter);
  if (setting === undefined || zone === undefined || isTimeZone(zone)) return zone;
  const args = { zone, help: timeZoneSuggestion(zone) };
  reporter.report(catalogue.declarations.unknownZone, setting.value.span, args);
  return undefined;
}

// ---------------------------------------------------------------- hours

/** Lines of the same day add up; they may touch, but not overlap. */
function readWeek(lines: readonly OpenHoursSyntax[], reporter: Reporter): OpenHours['week'] {
  const week: OpenInterval[][] = weekdays.map(() => []);
  for (const line of lines) {
    const days = daysOf(line.days, reporter);
    const interval = intervalOf(line, reporter);
    if (interval === undefined) continue;
    const taken = days.find((day) => week[day]?.some((other) => overlap(other, interval)));
    if (taken !== undefined) {
      const day = weekdays[taken] ?? '';
      reporter.report(catalogue.times.overlappingHours, line.span, { day });
      continue;
    }
    for (const day of days) week[day]?.push(interval);
  }
  return week.map(joined);
}

function overlap(left: OpenInterval, right: OpenInterval): boolean {
  return left.start < right.end && right.start < left.end;
}

/** In order, those that touch as one. */
function joined(intervals: readonly OpenInterval[]): readonly OpenInterval[] {
  const result: OpenInterval[] = [];
  for (const interval of intervals.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last?.end === interval.start) {
      result.splice(-1, 1, { start: last.start, end: interval.end });
    } else result.push(interval);
  }
  return result;
}

/** Indices from Monday; a range goes on after Sunday. */
function daysOf(days: OpenHoursSyntax['days'], reporter: Reporter): readonly number[] {
  const first = dayOf(days.first, reporter);
  const last = days.last === undefined ? first : dayOf(days.last, reporter);
  if (first === undefined || last === undefined) return [];
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_item, index) => (first + index) % 7);
}

function dayOf({ text, span }: NameSyntax, reporter: Reporter): number | undefined {
  const index = weekdays.findIndex((day) => day === text);
  if (index !== -1) return index;
  const help = suggestion(text, weekdays) ?? 'The days are `monday` to `sunday`.';
  const fixes = renameFixes(text, weekdays, span);
  reporter.report(catalogue.times.unknownWeekday, span, { name: text, help }, { fixes });
  return undefined;
}

const wholeDay: OpenInterval = { start: 0, end: 1440 };

function intervalOf({ times }: OpenHoursSyntax, reporter: Reporter): OpenInterval | undefined {
  if (times === undefined) return wholeDay;
  const start = minutesOf(times.start.text);
  const end = minutesOf(times.end.text);
  if (start < end) return { start, end };
  const span = { ...times.start.span, end: times.end.span.end };
  reporter.report(catalogue.times.hoursWithoutLength, span, {});
  return undefined;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

// ---------------------------------------------------------------- closed days

function closedDays(setting: SettingSyntax | undefined, reporter: Reporter): readonly string[] {
  if (setting === undefined) return [];
  const { value } = setting;
  if (value.kind === 'paths' && value.items.length === 0) return [];
  if (value.kind !== 'strings') {
    const expected = 'a list of days, as in `["2026-11-11", "12-25"]`';
    reporter.report(catalogue.declarations.settingValue, value.span, { name: 'closed', expected });
    return [];
  }
  for (const item of value.items) checkClosedDay(item, reporter);
  return [...new Set(value.items.map((item) => item.value))].toSorted();
}

/** 29 February of every year is meant for the years that have one. */
function checkClosedDay({ value, span }: StringSyntax, reporter: Reporter): void {
  const date = value.length === 5 ? `2024-${value}` : value;
  if (/^\d{4}-\d\d-\d\d$/.test(date) && isDate(date)) return;
  reporter.report(catalogue.times.noSuchDay, span, { day: value });
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
