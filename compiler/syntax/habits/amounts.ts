// Part of compiler/syntax: habits of money, shares and dates.
import { type Habit, habit } from './habit.ts';

const money = 'An amount of money is a number and the three letters of its currency: `100 USD`.';
const dates = 'A date is written year, month, day: `2026-01-31`.';
const currencies: Readonly<Record<string, string>> = {
  '€': 'EUR',
  euro: 'EUR',
  '£': 'GBP',
  pound: 'GBP',
  $: 'USD',
  dollar: 'USD',
  zł: 'PLN',
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const month = `(${months.join('|')})[a-z]*\\.?`;

function isoDate(year = '', name = '', day = ''): string | undefined {
  const at = months.indexOf(name.toLowerCase());
  if (at === -1 || Number(day) > 31) return undefined;
  return `${year}-${String(at + 1).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function amountOf(number = '', symbol = ''): string | undefined {
  const currency = currencies[symbol.toLowerCase().replace(/s$/, '')];
  return currency === undefined ? undefined : `${number.replaceAll(',', '_')} ${currency}`;
}

/** In the order in which they are tried. */
export const amountHabits: readonly Habit[] = [
  habit(
    `([$\u20ac\u00a3])\\s?(\\d[\\d_,]*(?:\\.\\d+)?)`,
    ([, symbol, number]) => amountOf(number, symbol),
    money,
  ),
  habit(
    `\\b(\\d[\\d_]*(?:\\.\\d+)?)\\s?(\u20ac|\u00a3|z\u0142|euros?|dollars?|pounds?)(?!\\w)`,
    ([, number, symbol]) => amountOf(number, symbol),
    money,
  ),
  habit(
    '\\b(USD|EUR|GBP|PLN|CHF|CZK|SEK|NOK|DKK|JPY|CAD|AUD)\\s+(\\d[\\d_]*(?:\\.\\d+)?)',
    ([, currency = '', number]) => `${number ?? ''} ${currency.toUpperCase()}`,
    money,
  ),
  habit(
    '\\b(\\d[\\d_]*(?:\\.\\d+)?)(?:\\s+%|\\s*per ?cent\\b)',
    ([, number]) => `${number ?? ''}%`,
    'A percentage is written without a blank: `50%`.',
  ),
  habit(
    `\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month},?\\s+(\\d{4})\\b`,
    ([, day, name, year]) => isoDate(year, name, day),
    dates,
  ),
  habit(
    `\\b${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`,
    ([, name, day, year]) => isoDate(year, name, day),
    dates,
  ),
  habit(
    '\\bnow\\s*\\(\\s*\\)',
    'now',
    '`now` is the moment of the run, the same for every object.',
  ),
  habit('\\btoday\\s*\\(\\s*\\)', 'today', '`today` is the day of the run.'),
];
