// Prints calendars: settings and opening hours in the order in which they are written.
import type { CalendarSyntax, OpenHoursSyntax } from '../compiler/syntax/ast.ts';
import { declared } from './fields.ts';
import { layOut, type Item } from './items.ts';
import type { Place } from './printing.ts';
import { settingItem } from './settings.ts';
import { insideBraces } from './written.ts';

export function calendarText(calendar: CalendarSyntax, place: Place): string {
  const { name, settings, hours, span } = calendar;
  const region = insideBraces(place.written, name.span.end, span.end);
  const inner = { ...place, indent: place.indent + 2 };
  const items: readonly Item[] = [
    ...settings.map((setting) => settingItem(setting, inner)),
    ...hours.map((line) => ({ extent: line.span, print: () => hoursText(line) })),
  ];
  const lines = layOut(items, region, place.written, { indent: inner.indent });
  return declared(`calendar ${name.text}`, span.start, region, lines, place);
}

/** `open: monday..friday 08:00..18:00` */
function hoursText({ days, times }: OpenHoursSyntax): string {
  const last = days.last === undefined ? '' : `..${days.last.text}`;
  const open = times === undefined ? '' : ` ${times.start.text}..${times.end.text}`;
  return `open: ${days.first.text}${last}${open}`;
}
