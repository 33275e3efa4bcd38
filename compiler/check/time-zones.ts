// Serves project settings, annotations and `tz:`: whether a time zone exists, and which was meant; and the days of a week.
import { suggestion } from '../diagnostics/did-you-mean.ts';

/** In the order of ISO 8601. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Names and older names of the IANA database; looking for an older name costs some milliseconds. */
export function isTimeZone(zone: string): boolean {
  if (zone === 'UTC' || Intl.supportedValuesOf('timeZone').includes(zone)) return true;
  if (!/^[A-Za-z][A-Za-z0-9+_/-]*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function timeZoneSuggestion(zone: string): string | undefined {
  return suggestion(zone, Intl.supportedValuesOf('timeZone'), (name) => `"${name}"`);
}
