// Uses of calendars: `counting support_hours` behind a distance, `counting: support_hours` in a call.
import { catalogue } from '../diagnostics/catalogue.ts';
import { listed, suggestion } from '../diagnostics/did-you-mean.ts';
import { renameFixes } from '../diagnostics/rename-fixes.ts';
import type { Span } from '../source.ts';
import type { NameSyntax, TimeUnit } from '../syntax/literal-ast.ts';
import type { Checking } from './checking.ts';

/** The name of a declared calendar; undefined when it cannot be used, which is reported. */
export function checkCalendar(name: NameSyntax, checking: Checking): string | undefined {
  const { calendars, hidden } = checking.table;
  const { text, span } = name;
  if (calendars.get(text) !== undefined) return text;
  if (calendars.has(text) || hidden.texts.has(text)) {
    checking.fail();
    return undefined;
  }
  const known = [...calendars.keys()].toSorted();
  const help =
    suggestion(text, known) ??
    (known.length === 0
      ? 'Declare it: `calendar support_hours { open: monday..friday 08:00..18:00 }`.'
      : `The project has ${listed(known, 20)}.`);
  const fixes = renameFixes(text, known, span);
  checking.report(catalogue.times.unknownCalendar, span, { name: text, help }, { fixes });
  return undefined;
}

/** A calendar counts open time and working days. */
export function unitCounts(unit: TimeUnit, span: Span, checking: Checking): boolean {
  if (unit === 'second' || unit === 'minute' || unit === 'hour' || unit === 'day') return true;
  checking.report(catalogue.times.countingUnit, span, { unit });
  return false;
}
