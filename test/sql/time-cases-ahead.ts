// Windows over whole calendar units and spans that lie ahead, each with times just inside and just outside.
import type { Case } from './time-cases.ts';

export const timestampsAhead: readonly Case[] = [
  {
    condition: 'seen_at in this full month',
    inside: ['2025-10-31 23:00:00', '2025-11-01 12:00:00', '2025-11-30 22:59:59.999'],
    outside: ['2025-10-31 22:59:59.999', '2025-11-30 23:00:00'],
  },
  {
    condition: 'seen_at in this full week',
    inside: ['2026-10-18 22:00:00', '2026-10-25 22:59:59.999'],
    outside: ['2026-10-18 21:59:59.999', '2026-10-25 23:00:00'],
    now: '2026-10-19T12:00:00Z',
  },
  {
    condition: 'seen_at in this full hour',
    inside: ['2025-11-01 12:00:00', '2025-11-01 12:59:59.999'],
    outside: ['2025-11-01 11:59:59.999', '2025-11-01 13:00:00'],
    now: '2025-11-01T12:30:00Z',
  },
  {
    condition: 'seen_at in following month',
    inside: ['2025-11-30 23:00:00', '2025-12-31 22:59:59.999'],
    outside: ['2025-11-30 22:59:59.999', '2025-12-31 23:00:00'],
  },
  {
    condition: 'seen_at in following day',
    inside: ['2026-03-28 23:00:00', '2026-03-29 21:59:59.999'],
    outside: ['2026-03-28 22:59:59.999', '2026-03-29 22:00:00'],
    now: '2026-03-28T12:00:00Z',
  },
  {
    condition: 'seen_at in following 2 quarters',
    inside: ['2025-12-31 23:00:00', '2026-06-30 21:59:59.999'],
    outside: ['2025-12-31 22:59:59.999', '2026-06-30 22:00:00'],
  },
  {
    condition: 'seen_at between 7 and 14 days from now',
    inside: ['2025-11-08 12:00:00', '2025-11-15 11:59:59.999'],
    outside: ['2025-11-08 11:59:59.999', '2025-11-15 12:00:00'],
  },
  {
    condition: 'seen_at not in this full month and known',
    inside: ['2025-10-31 22:59:59.999', '2025-11-30 23:00:00'],
    outside: ['2025-11-30 22:59:59.999', ''],
  },
];

export const datesAhead: readonly Case[] = [
  {
    condition: 'born_on in this full month',
    inside: ['2025-11-01', '2025-11-30'],
    outside: ['2025-10-31', '2025-12-01'],
  },
  {
    condition: 'born_on in this full week',
    inside: ['2025-10-27', '2025-11-02'],
    outside: ['2025-10-26', '2025-11-03'],
  },
  {
    condition: 'born_on in following month',
    inside: ['2025-12-01', '2025-12-31'],
    outside: ['2025-11-30', '2026-01-01'],
  },
  {
    condition: 'born_on in following 2 months',
    inside: ['2024-02-01', '2024-03-31'],
    outside: ['2024-01-31', '2024-04-01'],
    now: '2024-01-31T12:00:00Z',
  },
  {
    condition: 'born_on between 7 and 14 days from now',
    inside: ['2025-11-08', '2025-11-14'],
    outside: ['2025-11-07', '2025-11-15'],
  },
  {
    condition: 'born_on between 0 and 1 months from now',
    inside: ['2025-11-01', '2025-11-30'],
    outside: ['2025-10-31', '2025-12-01'],
  },
];
