// The reference interpreter: comparisons, missing values, texts, versions, places, arrays, JSON. docs/language.md, "Attributes" and
// "Missing values".
import { describe, expect, it } from 'vitest';
import { contactsWith, holding, type Tables } from './small-world.ts';

interface Case {
  readonly tables: Tables;
  readonly cases: readonly (readonly [condition: string, members: string])[];
}

const topics: Readonly<Record<string, Case>> = {
  'missing values': {
    tables: contactsWith('name', { a: 'A', b: 'B', empty: '', none: null }),
    cases: [
      ['name = "A"', 'a'],
      ['not (name = "A")', 'b empty none'],
      ['name != "A" or missing', 'b empty none'],
      ['name != "A" and known', 'b empty'],
      ['name is missing', 'none'],
      ['name is known', 'a b empty'],
      ['name in ["A", ""]', 'a empty'],
      ['name not in ["A", ""] or missing', 'b none'],
      ['none of {\n name = "A"\n name = "B"\n }', 'empty none'],
      ['at least 1 of {\n name = "A"\n name is known\n name = "B"\n }', 'a b empty'],
      ['more than 1 of {\n name = "A"\n name is known\n name = "B"\n }', 'a b'],
      ['exactly 0 of {\n name = "A"\n name is known\n name = "B"\n }', 'none'],
    ],
  },
  'blank texts': {
    tables: contactsWith('blank', { a: 'A', space: ' ', empty: '', none: null }),
    cases: [['blank is missing', 'empty none']],
  },
  texts: {
    tables: contactsWith('name', { plain: 'Zażółć', caps: 'ZAŻÓŁĆ', dots: 'a.b', empty: '' }),
    cases: [
      ['name contains "żół"', 'plain'],
      ['name contains "żół" ignoring case', 'caps plain'],
      ['name starts with "Z"', 'caps plain'],
      ['name ends with any of ["b", "ć"]', 'dots plain'],
      ['name contains ""', 'caps dots empty plain'],
      ['name not contains any of ["a", "Z"] and known', 'empty'],
      ['name matches "^a.b$"', 'dots'],
      ['name matches "^za" ignoring case', 'caps plain'],
      ['name matches "^$"', 'empty'],
      ['length(name) = 6', 'caps plain'],
      ['lower(name) = "zażółć"', 'caps plain'],
      ['upper(name) = "A.B"', 'dots'],
      ['replace(name, ".", "") = "ab"', 'dots'],
      ['concat(name, "!") = "a.b!"', 'dots'],
    ],
  },
  emails: {
    tables: contactsWith('email', { low: 'ada@x.org', up: 'ADA@X.org', eve: 'eve@Y.ORG' }),
    cases: [
      ['email = "Ada@x.ORG"', 'low up'],
      ['email in ["EVE@y.org"]', 'eve'],
      ['email contains "ADA"', 'up'],
      ['domain(email) = "y.org"', 'eve'],
    ],
  },
  'letters and domains': {
    tables: contactsWith('name', {
      url: 'https://User:pw@Ex.com:8080/p?q',
      mail: 'a@b@ex.com',
      bare: 'ex.com',
      sigma: 'ΟΔΟΣ',
      blanks: ' \t\r\na b ',
      line: 'a\nb',
    }),
    cases: [
      ['domain(name) = "ex.com"', 'mail url'],
      ['domain(name) is missing', 'bare blanks line sigma'],
      ['lower(name) = "οδοσ"', 'sigma'],
      ['name contains "οδος" ignoring case', ''],
      ['trim(name) = "a b"', 'blanks'],
      ['name matches "a.b"', 'blanks mail'],
      ['name matches "a\\\\sb"', 'blanks line'],
    ],
  },
  'JSON of other types': {
    tables: contactsWith('props', {
      texts: '{"age":"12","vip":"yes","since":"2026-11-01T10:00:00Z","at":"2026-11-01 10:00:00"}',
      numbers: '{"city":12,"age":12.5,"vip":1,"since":20261101,"at":1}',
      large: '{"age":9223372036854775807,"rate":0.1234567891}',
      larger: '{"age":9223372036854775808,"rate":"1e-3"}',
    }),
    cases: [
      ['props.age = 12', 'texts'],
      ['props.age = 13', 'numbers'],
      ['props.age > 900000000000000000', 'large'],
      ['props.age is missing', 'larger'],
      ['props.vip', 'numbers texts'],
      ['props.since = 2026-11-01', 'texts'],
      ['props.at = 2026-11-01T10:00:00Z', 'texts'],
      ['props.rate = 0.123456789', 'large'],
      ['props.rate = 0.001', 'larger'],
      ['city = "12"', 'numbers'],
    ],
  },
  numbers: {
    tables: contactsWith('score', { minus: '-7', zero: '0', three: '3', ten: '10', none: null }),
    cases: [
      ['score in 0..3', 'three zero'],
      ['score not in 0..3 or missing', 'minus none ten'],
      ['1 / score > 0', 'ten three'],
      ['1 / score is missing', 'none zero'],
      ['score / 10 = 0.3', 'three'],
      ['score * 0.1 = 0.3', 'three'],
      ['mod(score, 4) = 2', 'ten'],
      ['mod(score, 4) = -3', 'minus'],
      ['abs(score) = 7', 'minus'],
      ['round(score / 4) = 3', 'ten'],
      ['floor(score / 4) = -2', 'minus'],
      ['ceil(score / 4) = 1', 'three'],
      ['sqrt(score) is missing', 'minus none'],
      ['ln(score) is known', 'ten three'],
      ['power(score, 2) = 49', 'minus'],
      ['coalesce(score, 5) = 5', 'none'],
      ['least(score, 3) = 3', 'none ten three'],
      ['greatest(score, 3) = 3', 'minus none three zero'],
      ['score > 50% of 10', 'ten'],
    ],
  },
  money: {
    tables: contactsWith('balance', { tenth: '0.10', third: '0.30', big: '90071992547409.93' }),
    cases: [
      ['balance + balance + balance = 0.30 USD', 'tenth'],
      ['balance > 90071992547409.92 USD', 'big'],
      ['balance / 0.10 USD = 3', 'third'],
    ],
  },
  versions: {
    tables: contactsWith('app', {
      old: '4.2',
      pre: 'v4.10.0-beta.2',
      pre11: '4.10.0-beta.11',
      rel: '4.10.0+build.7',
      five: '5',
      none: 'latest',
    }),
    cases: [
      ['app > "4.2.0"', 'five pre pre11 rel'],
      ['app = "4.2.0"', 'old'],
      ['app >= "4.10"', 'five rel'],
      ['app in "4.2".."4.10.0-beta.3"', 'old pre'],
      ['app is missing', 'none'],
      ['app > "4.10.0-beta.2"', 'five pre11 rel'],
      ['app > "4.10.0-beta"', 'five pre pre11 rel'],
    ],
  },
  places: {
    tables: {
      contacts: [
        { id: 'warsaw', lat: '52.23', lng: '21.01' },
        { id: 'krakow', lat: '50.06', lng: '19.94' },
        { id: 'half', lat: '52.23', lng: null },
      ],
    },
    cases: [
      // Warsaw and Kraków are about 252 km apart.
      ['home within 240 km of geo(52.23, 21.01)', 'warsaw'],
      ['home within 260 km of geo(52.23, 21.01)', 'krakow warsaw'],
      ['home within 0 m of geo(52.23, 21.01)', 'warsaw'],
      ['distance_km(home, geo(52.23, 21.01)) > 250', 'krakow'],
      ['home is missing', 'half'],
    ],
  },
  arrays: {
    tables: {
      contacts: [
        { id: 'both', likes: ['x', 'y'], wants: ['x'] },
        { id: 'one', likes: ['x'], wants: ['x', 'y'] },
        { id: 'empty', likes: [], wants: [] },
        { id: 'none', likes: null, wants: ['x'] },
      ],
    },
    cases: [
      ['likes has "x"', 'both one'],
      ['likes has all of ["x", "y"]', 'both'],
      ['likes has any of ["y", "z"]', 'both'],
      ['likes not has "x" and known', 'empty'],
      ['likes not has "x" or missing', 'empty none'],
      ['likes has all of wants', 'both'],
      ['likes has any of wants', 'both one'],
      ['size(likes) = 0', 'empty'],
    ],
  },
  json: {
    tables: contactsWith('props', {
      good: '{"city":"Łódź","age":5,"vip":true,"since":"2026-11-01","tags":["a"],"rate":0.1}',
      nulls: '{"city":null,"age":null}',
      wrong: '{"city":{"x":1},"age":"five","vip":3,"since":"soon","tags":"a","rate":[]}',
      broken: '{"city":',
      none: null,
    }),
    cases: [
      ['city = "Łódź"', 'good'],
      ['props.age = 5', 'good'],
      ['props.vip', 'good'],
      ['props.since = 2026-11-01', 'good'],
      ['props.tags has "a"', 'good'],
      ['props.rate = 0.1', 'good'],
      ['props.age is missing', 'broken none nulls wrong'],
      ['props.since is missing', 'broken none nulls wrong'],
      ['props.rate is missing', 'broken none nulls wrong'],
    ],
  },
  'parts of times': {
    tables: {
      contacts: [
        // Sunday 00:30 in Tokyo, Saturday 16:30 in Warsaw.
        { id: 'a', seen: '2026-10-31T15:30:00Z', zone: 'Asia/Tokyo', born: '2027-01-01' },
        { id: 'bad', seen: '2026-10-31T15:30:00Z', zone: 'Mars/Base', born: '2024-12-30' },
        { id: 'none', seen: '2026-10-31T15:30:00Z', zone: null, born: null },
        { id: 'lower', seen: null, zone: 'asia/tokyo', born: null },
      ],
    },
    cases: [
      ['hour(seen) = 16', 'a bad none'],
      ['minute(seen) = 30', 'a bad none'],
      ['hour(seen, tz: zone) = 0', 'a'],
      ['hour(now, tz: zone) = 21', 'a'],
      ['date(seen, tz: zone) = 2026-11-01', 'a'],
      ['weekday(seen) = "saturday"', 'a bad none'],
      ['weekday(seen, tz: "Asia/Tokyo") = "sunday"', 'a bad none'],
      // 1 January 2027 is a Friday of week 53 of 2026, 30 December 2024 a Monday of week 1.
      ['week(born) = 53', 'a'],
      ['week(born) = 1', 'bad'],
      ['quarter(born) = 4', 'bad'],
      ['year(born) = 2027 and month(born) = 1 and day(born) = 1', 'a'],
    ],
  },
  'times between': {
    tables: {
      contacts: [
        { id: 'a', born: '2000-02-29', seen: '2026-11-01T00:00:00Z' },
        { id: 'b', born: '2000-11-03', seen: '2026-10-31T12:00:00Z' },
        { id: 'c', born: '2000-11-02', seen: '2026-11-09T12:00:00Z' },
        // Times between are counted in milliseconds.
        { id: 'd', born: null, seen: '2026-11-02T11:00:00.000999Z' },
      ],
    },
    cases: [
      ['age(born) = 26', 'a c'],
      ['age(born) = 25', 'b'],
      ['months_since(born) = 311', 'b'],
      ['days_since(seen) = 1.5', 'a'],
      ['days_since(seen) = -7', 'c'],
      ['weeks_until(seen) = 1', 'c'],
      ['hours_since(seen) = 48', 'b'],
      ['minutes_since(seen) = 2160', 'a'],
      ['hours_since(seen) = 1', 'd'],
      ['seen > now - 1 hour', 'c d'],
      ['days_since(born) = 9496', 'c'],
      ['years_between(born, 2026-11-02) = 26', 'a c'],
    ],
  },
};

describe.each(Object.entries(topics))('%s', (_topic, { tables, cases }) => {
  it.each(cases)('%s', (condition, members) => {
    expect(holding(condition, tables)).toBe(members);
  });
});
