// Serves project settings, annotations and `tz:`: whether a time zone exists, and which was meant; and the days of a week.
import { alternatives, suggestion } from '../diagnostics/did-you-mean.ts';
import { zoneNames } from './zone-names.ts';

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

const known: ReadonlySet<string> = new Set(zoneNames);

/** As the IANA database spells it. False too for a zone so new that this machine cannot tell its times. */
export function isTimeZone(zone: string): boolean {
  return known.has(zone) && isOnThisMachine(zone);
}

const onThisMachine = new Map<string, boolean>([['UTC', true]]);

/** Asked of the machine once for each zone, and never for the one that all have: its answer takes milliseconds. */
function isOnThisMachine(zone: string): boolean {
  const found = onThisMachine.get(zone) ?? canTellTimes(zone);
  onThisMachine.set(zone, found);
  return found;
}

function canTellTimes(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The spelling of `europe/warsaw`, the whole name of `Warsaw`, and of what looks like a place the places that look like it. */
export function timeZoneSuggestion(zone: string): string | undefined {
  const lowered = zone.toLowerCase();
  const spelled = zoneNames.filter((name) => name.toLowerCase() === lowered);
  const ended = zoneNames.filter((name) => name.toLowerCase().endsWith(`/${lowered}`));
  const [meant] = [spelled, ended].filter((names) => names.length > 0);
  if (meant !== undefined) return `did you mean ${alternatives(meant.map(quoted))}?`;
  // Of three letters nobody knows which three others they are.
  const places = zoneNames.filter((name) => name.includes('/'));
  return suggestion(zone, places, quoted);
}

function quoted(name: string): string {
  return `"${name}"`;
}
