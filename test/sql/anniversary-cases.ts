// Anniversaries of a date and of a timestamp, each with days just inside and just outside, from docs/language.md.
import type { Case } from './time-cases.ts';

export const anniversaries: readonly Case[] = [
  {
    condition: 'anniversary of born_on in next 7 days',
    inside: ['1990-11-01', '2025-11-07', '2031-11-04'],
    outside: ['1990-10-31', '1990-11-08', ''],
  },
  {
    condition: 'anniversary of born_on in next 7 days',
    inside: ['1980-12-28', '1981-12-31', '2000-01-01', '2000-01-03'],
    outside: ['1980-12-27', '2000-01-04'],
    now: '2025-12-28T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in next 3 days',
    inside: ['1990-02-27', '1990-02-28', '1992-02-29', '1990-03-01'],
    outside: ['1990-02-26', '1990-03-02'],
    now: '2025-02-27T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in next 2 days',
    inside: ['1990-02-27', '1990-02-28'],
    outside: ['1992-02-29', '1990-03-01'],
    now: '2024-02-27T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on on today',
    inside: ['1990-02-28', '1992-02-29'],
    outside: ['1990-03-01', '1990-02-27', ''],
    now: '2025-02-28T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on on 2028-02-29',
    inside: ['1992-02-29', '2028-02-29'],
    outside: ['1990-02-28', '1990-03-01'],
  },
  {
    condition: 'anniversary of born_on on 2025-03-01',
    inside: ['1990-03-01'],
    outside: ['1992-02-29', '1990-02-28'],
  },
  {
    condition: 'anniversary of born_on in last 7 days',
    inside: ['1990-10-26', '1990-11-01'],
    outside: ['1990-10-25', '1990-11-02'],
  },
  {
    condition: 'anniversary of born_on in last 1 months',
    inside: ['1990-12-16', '1990-12-31', '1990-01-15'],
    outside: ['1990-12-15', '1990-01-16'],
    now: '2025-01-15T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in this month',
    inside: ['1990-11-01', '1991-11-03'],
    outside: ['1990-10-31', '1990-11-04'],
    now: '2025-11-03T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in this full month',
    inside: ['1992-02-29', '1991-02-28', '1991-02-01'],
    outside: ['1991-01-31', '1991-03-01'],
    now: '2025-02-10T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in following month',
    inside: ['1991-01-01', '1991-01-31'],
    outside: ['1991-12-31', '1991-02-01'],
    now: '2025-12-10T12:00:00Z',
  },
  {
    condition: 'anniversary of born_on in previous 2 years',
    inside: ['1991-01-01', '1992-02-29', '1991-12-31'],
    outside: [''],
  },
  {
    condition: 'anniversary of born_on in next 366 days',
    inside: ['1991-01-01', '1992-02-29', '1991-10-31', '1991-11-01'],
    outside: [''],
  },
  {
    condition: 'anniversary of born_on in next 364 days',
    inside: ['1991-11-01', '1991-10-30'],
    outside: ['1991-10-31'],
  },
  {
    condition: 'anniversary of born_on between 7 and 14 days from now',
    inside: ['1990-11-08', '1990-11-14'],
    outside: ['1990-11-07', '1990-11-15'],
  },
  {
    condition: 'anniversary of born_on between 14 and 7 days ago',
    inside: ['1990-10-18', '1990-10-24'],
    outside: ['1990-10-17', '1990-10-25'],
  },
  {
    condition: 'anniversary of born_on less than 3 days from now',
    inside: ['1990-11-01', '1990-11-03'],
    outside: ['1990-10-31', '1990-11-04'],
  },
  {
    condition: 'anniversary of born_on at most 3 days ago',
    inside: ['1990-10-29', '1990-11-01'],
    outside: ['1990-10-28', '1990-11-02'],
  },
  {
    condition: 'anniversary of born_on from 2025-12-24 through 2026-01-06',
    inside: ['1990-12-24', '1990-12-31', '1990-01-06'],
    outside: ['1990-12-23', '1990-01-07'],
  },
  {
    condition: 'anniversary of born_on since 2025-10-20',
    inside: ['1990-10-20', '1990-11-01'],
    outside: ['1990-10-19', '1990-11-02'],
  },
  {
    condition: 'anniversary of born_on since 2026-01-01',
    inside: [],
    outside: ['1990-01-01', '1990-11-01'],
  },
  {
    condition: 'anniversary of born_on in next 7 days or missing',
    inside: ['1990-11-01', ''],
    outside: ['1990-11-08'],
  },
  {
    condition: 'anniversary of born_on not in next 7 days and known',
    inside: ['1990-11-08'],
    outside: ['1990-11-01', ''],
  },
  {
    condition: 'not anniversary of born_on in next 7 days',
    inside: ['1990-11-08', ''],
    outside: ['1990-11-01'],
  },
  {
    condition: 'anniversary of seen_at in next 7 days',
    inside: ['2020-10-31 23:00:00', '2020-11-07 22:59:59'],
    outside: ['2020-10-31 22:59:59', '2020-11-07 23:00:00', ''],
  },
];
