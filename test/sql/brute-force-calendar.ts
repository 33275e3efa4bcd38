// Test support: open time counted minute by minute, from the words of the calendar and the clock of its zone alone.
import { Temporal } from 'temporal-polyfill';

export interface Desk {
  readonly name: string;
  readonly zone: string;
  /** As written in a `.seg` file. */
  readonly lines: readonly string[];
  /** Whether the local minute is open. */
  readonly isOpen: (weekday: number, minute: number, date: string) => boolean;
}

export const desks: readonly Desk[] = [
  {
    name: 'desk',
    zone: 'Europe/Warsaw',
    lines: [
      'timezone: "Europe/Warsaw"',
      'open: monday..friday 08:00..18:00',
      'open: saturday 10:00..14:00',
      'closed: ["2025-11-11", "12-25", "01-01"]',
    ],
    isOpen: (weekday, minute, date) => {
      if (date === '2025-11-11' || /-(?:12-25|01-01)$/.test(date)) return false;
      if (weekday <= 5) return minute >= 480 && minute < 1080;
      return weekday === 6 && minute >= 600 && minute < 840;
    },
  },
  {
    name: 'nights',
    zone: 'America/New_York',
    lines: [
      'timezone: "America/New_York"',
      'open: monday..sunday 00:00..02:30',
      'open: friday..monday 22:00..24:00',
    ],
    isOpen: (weekday, minute) => minute < 150 || ([5, 6, 7, 1].includes(weekday) && minute >= 1320),
  },
  {
    name: 'always',
    zone: 'Europe/Warsaw',
    lines: ['open: monday..sunday'],
    isOpen: () => true,
  },
  {
    name: 'split',
    zone: 'Asia/Kolkata',
    lines: [
      'timezone: "Asia/Kolkata"',
      'open: sunday..thursday 13:15..17:45',
      'open: sunday..thursday 09:00..12:30',
    ],
    isOpen: (weekday, minute) =>
      weekday !== 5 &&
      weekday !== 6 &&
      ((minute >= 540 && minute < 750) || (minute >= 795 && minute < 1065)),
  },
  {
    name: 'sundays',
    zone: 'Australia/Lord_Howe',
    lines: ['timezone: "Australia/Lord_Howe"', 'open: sunday 01:10..24:00', 'closed: ["02-29"]'],
    isOpen: (weekday, minute) => weekday === 7 && minute >= 70,
  },
];

export function calendarOf({ name, lines }: Desk): string {
  return `calendar ${name} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`;
}

export const minuteMs = 60_000;

/** Counts over one stretch of time. */
export interface Counted {
  readonly start: number;
  readonly end: number;
  /** Open minutes from the start up to the instant, which is a whole minute. */
  readonly openBefore: (epochMs: number) => number;
}

/** The clock is asked every quarter of an hour: zones change their offset only then. */
export function count(desk: Desk, from: string, to: string): Counted {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const total = [0];
  for (let quarter = start; quarter < end; quarter += 15 * minuteMs) {
    const local = Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(desk.zone);
    const date = local.toPlainDate().toString();
    const first = local.hour * 60 + local.minute;
    for (let minute = first; minute < first + 15; minute += 1) {
      const isOpen = desk.isOpen(local.dayOfWeek, minute, date);
      total.push((total.at(-1) ?? 0) + (isOpen ? 1 : 0));
    }
  }
  return { start, end, openBefore: (epochMs) => total[(epochMs - start) / minuteMs] ?? NaN };
}

/** Numbers from 0 to 1 that look random and are the same in every run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}
