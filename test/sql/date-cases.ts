// Conditions on dates, each with days just inside and just outside, from docs/language.md.
import type { Case } from './time-cases.ts';

export const dates: readonly Case[] = [
  {
    condition: 'born_on in last 30 days',
    inside: ['2025-10-03', '2025-11-01'],
    outside: ['2025-10-02', '2025-11-02'],
  },
  {
    condition: 'born_on before this week',
    inside: ['2025-10-26'],
    outside: ['2025-10-27', '2025-11-01'],
  },
  {
    condition: 'born_on after this week',
    inside: ['2025-11-03'],
    outside: ['2025-11-02', '2025-11-01'],
  },
  {
    condition: 'born_on in last 1 months',
    inside: ['2025-10-02', '2025-11-01'],
    outside: ['2025-10-01'],
  },
  {
    condition: 'born_on in next 14 days',
    inside: ['2025-11-01', '2025-11-14'],
    outside: ['2025-10-31', '2025-11-15'],
  },
  {
    condition: 'born_on in last 2 full days',
    inside: ['2025-10-30', '2025-10-31'],
    outside: ['2025-10-29', '2025-11-01'],
  },
  {
    condition: 'born_on in this month',
    inside: ['2025-11-01'],
    outside: ['2025-10-31', '2025-11-02'],
  },
  {
    condition: 'born_on in this week',
    inside: ['2025-10-27', '2025-11-01'],
    outside: ['2025-10-26', '2025-11-02'],
  },
  {
    condition: 'born_on in previous month',
    inside: ['2025-10-01', '2025-10-31'],
    outside: ['2025-09-30', '2025-11-01'],
  },
  {
    condition: 'born_on between 30 and 10 days ago',
    inside: ['2025-10-02', '2025-10-21'],
    outside: ['2025-10-01', '2025-10-22'],
  },
  {
    condition: 'born_on since 2025-10-01',
    inside: ['2025-10-01', '2025-11-01'],
    outside: ['2025-09-30', '2025-11-02'],
  },
  {
    condition: 'born_on from 2025-10-01 until 2025-10-10',
    inside: ['2025-10-01', '2025-10-09'],
    outside: ['2025-09-30', '2025-10-10'],
  },
  {
    condition: 'born_on from 2025-10-01 through 2025-10-10',
    inside: ['2025-10-10'],
    outside: ['2025-10-11'],
  },
  { condition: 'born_on more than 40 days ago', inside: ['2025-09-21'], outside: ['2025-09-22'] },
  { condition: 'born_on at least 40 days ago', inside: ['2025-09-22'], outside: ['2025-09-23'] },
  {
    condition: 'born_on less than 7 days ago',
    inside: ['2025-10-26', '2025-11-01'],
    outside: ['2025-10-25', '2025-11-02'],
  },
  {
    condition: 'born_on at most 7 days ago',
    inside: ['2025-10-25', '2025-11-01'],
    outside: ['2025-10-24', '2025-11-02'],
  },
  {
    condition: 'born_on more than 3 days from now',
    inside: ['2025-11-05'],
    outside: ['2025-11-04'],
  },
  {
    condition: 'born_on at least 3 days from now',
    inside: ['2025-11-04'],
    outside: ['2025-11-03'],
  },
  {
    condition: 'born_on less than 3 days from now',
    inside: ['2025-11-01', '2025-11-03'],
    outside: ['2025-10-31', '2025-11-04'],
  },
  {
    condition: 'born_on at most 3 days from now',
    inside: ['2025-11-01', '2025-11-04'],
    outside: ['2025-10-31', '2025-11-05'],
  },
  { condition: 'born_on before now', inside: ['2025-10-31'], outside: ['2025-11-01'] },
  { condition: 'born_on after today', inside: ['2025-11-02'], outside: ['2025-11-01'] },
  {
    condition: 'born_on on 2024-02-29',
    inside: ['2024-02-29'],
    outside: ['2024-02-28', '2024-03-01'],
  },
  {
    condition: 'born_on in last 1 years',
    inside: ['2024-03-02'],
    outside: ['2024-02-29', '2024-03-01'],
    now: '2025-03-01T12:00:00Z',
  },
  {
    condition: 'born_on in last 1 months',
    inside: ['2028-03-01'],
    outside: ['2028-02-29'],
    now: '2028-03-31T12:00:00Z',
  },
  { condition: 'days_since(born_on) = 3', inside: ['2025-10-29'], outside: ['2025-10-30'] },
  { condition: 'days_until(born_on) = 1', inside: ['2025-11-02'], outside: ['2025-11-01'] },
  {
    condition: 'born_on + 1 months = 2025-02-28',
    inside: ['2025-01-28', '2025-01-31'],
    outside: ['2025-01-27'],
  },
  {
    condition: 'born_on in last 7 days',
    inside: ['2025-11-02'],
    outside: ['2025-11-03'],
    now: '2025-11-01T23:30:00Z',
  },
];
