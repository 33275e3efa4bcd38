// Conditions on timestamps, each with times just inside and just outside, from docs/language.md.

/** Condition, instants or days inside, instants or days outside; `now` is noon UTC of 2025-11-01 unless given. */
export interface Case {
  readonly condition: string;
  readonly inside: readonly string[];
  readonly outside: readonly string[];
  readonly now?: string;
}

export const timestamps: readonly Case[] = [
  {
    condition: 'seen_at in last 30 days',
    inside: ['2025-10-02 12:00:00', '2025-11-01 11:59:59.999'],
    outside: ['2025-10-02 11:59:59.999', '2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at in last 90 minutes',
    inside: ['2025-11-01 10:30:00'],
    outside: ['2025-11-01 10:29:59.999', '2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at in last 1 months',
    inside: ['2025-10-01 11:00:00'],
    outside: ['2025-10-01 10:59:59.999'],
  },
  {
    condition: 'seen_at in next 14 days',
    inside: ['2025-11-01 12:00:00', '2025-11-15 11:59:59.999'],
    outside: ['2025-11-01 11:59:59.999', '2025-11-15 12:00:00'],
  },
  {
    condition: 'seen_at in last 2 full days',
    inside: ['2025-10-29 23:00:00', '2025-10-31 22:59:59.999'],
    outside: ['2025-10-29 22:59:59.999', '2025-10-31 23:00:00'],
  },
  {
    condition: 'seen_at in last 1 full months',
    inside: ['2025-09-30 22:00:00', '2025-10-31 22:59:59.999'],
    outside: ['2025-09-30 21:59:59.999', '2025-10-31 23:00:00'],
  },
  {
    condition: 'seen_at in last 3 full months',
    now: '2025-11-20T12:00:00Z',
    inside: ['2025-07-31 22:00:00', '2025-10-31 22:59:59.999'],
    outside: ['2025-07-31 21:59:59.999', '2025-10-31 23:00:00'],
  },
  {
    condition: 'seen_at before this quarter',
    inside: ['2020-01-01 00:00:00', '2025-09-30 21:59:59.999'],
    outside: ['2025-09-30 22:00:00', '2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at before previous 2 months',
    inside: ['2025-08-31 21:59:59.999'],
    outside: ['2025-08-31 22:00:00'],
  },
  {
    condition: 'seen_at after this month',
    inside: ['2025-11-30 23:00:00'],
    outside: ['2025-11-30 22:59:59.999', '2025-11-01 12:00:00'],
  },
  {
    condition: 'not seen_at before following month',
    inside: ['2025-11-30 23:00:00'],
    outside: ['2025-11-30 22:59:59.999'],
  },
  {
    condition: 'seen_at in next 1 full weeks',
    now: '2025-11-20T12:00:00Z',
    inside: ['2025-11-23 23:00:00', '2025-11-30 22:59:59.999'],
    outside: ['2025-11-23 22:59:59.999', '2025-11-30 23:00:00'],
  },
  {
    condition: 'seen_at in this month',
    inside: ['2025-10-31 23:00:00', '2025-11-01 11:59:59.999'],
    outside: ['2025-10-31 22:59:59.999', '2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at in this week',
    inside: ['2025-10-26 23:00:00'],
    outside: ['2025-10-26 22:59:59.999'],
  },
  {
    condition: 'seen_at in this hour',
    inside: ['2025-11-01 12:00:00', '2025-11-01 12:29:59.999'],
    outside: ['2025-11-01 11:59:59.999', '2025-11-01 12:30:00'],
    now: '2025-11-01T12:30:00Z',
  },
  {
    condition: 'seen_at in previous month',
    inside: ['2025-09-30 22:00:00', '2025-10-31 22:59:59.999'],
    outside: ['2025-09-30 21:59:59.999', '2025-10-31 23:00:00'],
  },
  {
    condition: 'seen_at in previous 2 quarters',
    inside: ['2025-03-31 22:00:00', '2025-09-30 21:59:59.999'],
    outside: ['2025-03-31 21:59:59.999', '2025-09-30 22:00:00'],
  },
  {
    condition: 'seen_at in this year',
    inside: ['2024-12-31 23:00:00'],
    outside: ['2024-12-31 22:59:59.999'],
  },
  {
    condition: 'seen_at between 180 and 90 days ago',
    inside: ['2025-05-05 12:00:00', '2025-08-03 11:59:59.999'],
    outside: ['2025-05-05 11:59:59.999', '2025-08-03 12:00:00'],
  },
  {
    condition: 'seen_at since 2025-10-01',
    inside: ['2025-09-30 22:00:00', '2025-11-01 11:59:59.999'],
    outside: ['2025-09-30 21:59:59.999', '2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at from 2025-10-01 until 2025-10-26',
    inside: ['2025-09-30 22:00:00', '2025-10-25 21:59:59.999'],
    outside: ['2025-09-30 21:59:59.999', '2025-10-25 22:00:00'],
  },
  {
    condition: 'seen_at from 2025-10-01 through 2025-10-26',
    inside: ['2025-10-26 22:59:59.999'],
    outside: ['2025-10-26 23:00:00'],
  },
  {
    condition: 'seen_at from 2025-10-01T00:00:00Z until 2025-10-02T00:00:00+02:00',
    inside: ['2025-10-01 00:00:00', '2025-10-01 21:59:59.999'],
    outside: ['2025-09-30 23:59:59.999', '2025-10-01 22:00:00'],
  },
  {
    condition: 'seen_at more than 40 days ago',
    inside: ['2025-09-22 11:59:59.999'],
    outside: ['2025-09-22 12:00:00'],
  },
  {
    condition: 'seen_at at least 40 days ago',
    inside: ['2025-09-22 12:00:00'],
    outside: ['2025-09-22 12:00:00.001'],
  },
  {
    condition: 'seen_at less than 7 days ago',
    inside: ['2025-10-25 12:00:00.001', '2025-11-01 12:00:00'],
    outside: ['2025-10-25 12:00:00', '2025-11-01 12:00:00.001'],
  },
  {
    condition: 'seen_at at most 7 days ago',
    inside: ['2025-10-25 12:00:00', '2025-11-01 12:00:00'],
    outside: ['2025-10-25 11:59:59.999', '2025-11-01 12:00:00.001'],
  },
  {
    condition: 'seen_at more than 3 days from now',
    inside: ['2025-11-04 12:00:00.001'],
    outside: ['2025-11-04 12:00:00'],
  },
  {
    condition: 'seen_at at least 3 days from now',
    inside: ['2025-11-04 12:00:00'],
    outside: ['2025-11-04 11:59:59.999'],
  },
  {
    condition: 'seen_at less than 3 days from now',
    inside: ['2025-11-01 12:00:00', '2025-11-04 11:59:59.999'],
    outside: ['2025-11-01 11:59:59.999', '2025-11-04 12:00:00'],
  },
  {
    condition: 'seen_at at most 3 days from now',
    inside: ['2025-11-04 12:00:00'],
    outside: ['2025-11-04 12:00:00.001'],
  },
  {
    condition: 'seen_at before now',
    inside: ['2025-11-01 11:59:59.999'],
    outside: ['2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at after now',
    inside: ['2025-11-01 12:00:00.001'],
    outside: ['2025-11-01 12:00:00'],
  },
  {
    condition: 'seen_at before 2025-10-26',
    inside: ['2025-10-25 21:59:59.999'],
    outside: ['2025-10-25 22:00:00'],
  },
  {
    condition: 'seen_at after 2025-10-26',
    inside: ['2025-10-26 23:00:00'],
    outside: ['2025-10-26 22:59:59.999'],
  },
  {
    condition: 'seen_at on 2025-10-26',
    inside: ['2025-10-25 22:00:00', '2025-10-26 22:59:59.999'],
    outside: ['2025-10-25 21:59:59.999', '2025-10-26 23:00:00'],
  },
  {
    condition: 'seen_at before today',
    inside: ['2025-10-31 22:59:59.999'],
    outside: ['2025-10-31 23:00:00'],
  },
  {
    condition: 'seen_at after today',
    inside: ['2025-11-01 23:00:00'],
    outside: ['2025-11-01 22:59:59.999'],
  },
  {
    condition: 'not seen_at in last 30 days',
    inside: ['2025-10-02 11:59:59.999', '2025-11-01 12:00:00', ''],
    outside: ['2025-10-02 12:00:00'],
  },
  {
    condition: 'seen_at not in last 30 days and known',
    inside: ['2025-11-01 12:00:00'],
    outside: ['2025-10-02 12:00:00', ''],
  },
  {
    condition: 'seen_at more than 40 days ago or missing',
    inside: ['2025-09-22 11:59:59.999', ''],
    outside: ['2025-09-22 12:00:00'],
  },
  {
    condition: 'days_since(seen_at) > 1.5',
    inside: ['2025-10-30 23:59:59.999'],
    outside: ['2025-10-31 00:00:00', ''],
  },
  {
    condition: 'hours_until(seen_at) >= 2',
    inside: ['2025-11-01 14:00:00'],
    outside: ['2025-11-01 13:59:59'],
  },
  {
    condition: 'date(seen_at) = 2025-10-26',
    inside: ['2025-10-25 22:00:00', '2025-10-26 22:59:59'],
    outside: ['2025-10-25 21:59:59', '2025-10-26 23:00:00'],
  },
  {
    condition: 'month(seen_at) = 11',
    inside: ['2025-10-31 23:00:00'],
    outside: ['2025-10-31 22:59:59'],
  },
  {
    condition: 'seen_at + 7 days > now',
    inside: ['2025-10-25 12:00:00.001'],
    outside: ['2025-10-25 12:00:00', ''],
  },
  {
    condition: 'seen_at + 1 months = 2025-11-10T12:00:00Z',
    inside: ['2025-10-10 11:00:00'],
    outside: ['2025-10-10 12:00:00'],
  },
  {
    condition: 'seen_at + 1 months = 2025-02-28T12:00:00Z',
    inside: ['2025-01-28 12:00:00', '2025-01-31 12:00:00'],
    outside: ['2025-01-27 12:00:00'],
  },
  {
    condition: 'seen_at in last 1 days',
    inside: ['2026-03-28 12:00:00'],
    outside: ['2026-03-28 11:59:59.999'],
    now: '2026-03-29T12:00:00Z',
  },
  {
    condition: 'seen_at in last 1 full days',
    inside: ['2026-03-28 23:00:00', '2026-03-29 21:59:59.999'],
    outside: ['2026-03-28 22:59:59.999', '2026-03-29 22:00:00'],
    now: '2026-03-30T12:00:00Z',
  },
  {
    condition: 'seen_at in last 1 full days',
    inside: ['2026-10-24 22:00:00', '2026-10-25 22:59:59.999'],
    outside: ['2026-10-24 21:59:59.999', '2026-10-25 23:00:00'],
    now: '2026-10-26T12:00:00Z',
  },
  {
    condition: 'seen_at in last 1 months',
    inside: ['2028-02-29 12:00:00'],
    outside: ['2028-02-29 11:59:59.999'],
    now: '2028-03-31T11:00:00Z',
  },
  {
    condition: 'local_at in last 1 hours',
    inside: ['2025-11-01 12:00:00', '2025-11-01 12:59:59'],
    outside: ['2025-11-01 11:59:59', '2025-11-01 13:00:00'],
  },
];
