// SEG108x, SEG207x, SEG307x and SEG357x: anniversaries, local times, and calendars with what they count.
import { entry } from '../catalogue-entry.ts';

export const times = {
  impossibleTime: entry<{ written: string }>({
    code: 'SEG1085',
    slug: 'impossible-time',
    severity: 'error',
    message: ({ written }) => `\`${written}\` is no time of day`,
    help: () => 'Write hours and minutes, from `00:00` to `24:00`.',
  }),
  unknownCalendar: entry<{ name: string; help: string }>({
    code: 'SEG2070',
    slug: 'unknown-calendar',
    severity: 'error',
    message: ({ name }) => `unknown calendar \`${name}\``,
    help: ({ help }) => help,
  }),
  endlessAnniversary: entry({
    code: 'SEG3070',
    slug: 'endless-anniversary',
    severity: 'error',
    message: () => 'an anniversary comes back every year, so this says nothing',
    help: () =>
      'Give it a window with two ends: `in next 7 days`, `in this month`, `less than 7 days ago`, `on today`.',
  }),
  zoneOfDate: entry({
    code: 'SEG3071',
    slug: 'zone-of-date',
    severity: 'error',
    message: () => 'a date is the same day in every zone',
    help: () => 'Leave `tz:` out, or give it an instant: a timestamp or `now`.',
  }),
  countingUnit: entry<{ unit: string }>({
    code: 'SEG3072',
    slug: 'counting-unit',
    severity: 'error',
    message: ({ unit }) => `a calendar does not count ${unit}s`,
    help: () =>
      'Seconds, minutes and hours count its open time, days its working days: write 5 days for a week of them.',
  }),
  countedAnniversary: entry({
    code: 'SEG3073',
    slug: 'counted-anniversary',
    severity: 'error',
    message: () => 'an anniversary counts every day',
    help: () => 'Leave `counting` out.',
  }),
  neverOpen: entry<{ name: string }>({
    code: 'SEG3570',
    slug: 'never-open',
    severity: 'error',
    message: ({ name }) => `calendar \`${name}\` is never open`,
    help: () => 'Say when it is: `open: monday..friday 08:00..18:00`.',
  }),
  unknownWeekday: entry<{ name: string; help: string }>({
    code: 'SEG3571',
    slug: 'unknown-weekday',
    severity: 'error',
    message: ({ name }) => `\`${name}\` is no weekday`,
    help: ({ help }) => help,
  }),
  hoursWithoutLength: entry({
    code: 'SEG3572',
    slug: 'hours-without-length',
    severity: 'error',
    message: () => 'the calendar would close before it opens',
    help: () =>
      'Write the earlier time first. Hours over midnight are two lines: `22:00..24:00` of one day and `00:00..06:00` of the next.',
  }),
  overlappingHours: entry<{ day: string }>({
    code: 'SEG3573',
    slug: 'overlapping-hours',
    severity: 'error',
    message: ({ day }) => `some of these hours of ${day} are open already`,
    help: () => 'Each line adds hours of its own: write every hour of a day once.',
  }),
  noSuchDay: entry<{ day: string }>({
    code: 'SEG3574',
    slug: 'no-such-day',
    severity: 'error',
    message: ({ day }) => `"${day}" is no day`,
    help: () => 'Write "2026-11-11" for a day of one year, "12-25" for a day of every year.',
  }),
} as const;
