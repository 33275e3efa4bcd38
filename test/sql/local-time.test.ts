// Hours, weekdays, weeks and quarters of a local time, in the project's zone, a written one, and one that stands in a row.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { zoneNames } from '../../compiler/check/zone-names.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

const model = `
project clocks { timezone: "Europe/Warsaw" }
object visit @table("visits") {
  id: id @key
  at: timestamp? @time
  day: date?
  zone: text?
  city: city? via city_id
}
object city @table("cities") {
  id: id @key
  zone: text?
  visits: visit[] via visit.city
}
trait visit.local_day: text? = weekday(at, tz: zone)
`;

const tables = `
CREATE TABLE visits (id INTEGER, "at" TIMESTAMPTZ, "day" DATE, "zone" VARCHAR, city_id INTEGER);
CREATE TABLE cities (id INTEGER, "zone" VARCHAR);
INSERT INTO cities VALUES (1, 'Asia/Tokyo'), (2, 'Mars/Olympus'), (3, NULL), (4, 'America/New_York');
`;

/** Abbreviations, which others read differently, one name that the database dropped, and one that stands for no zone. */
const ofTheEngineOnly =
  'ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT Factory IET IST JST MIT NET NST PLT PNT PRT PST SST US/Pacific-New VST'.split(
    ' ',
  );

/** `at`, `day`, zone, city; NULL where left out. */
type Row = readonly [string, string?, string?, number?];

interface Case {
  readonly condition: string;
  readonly inside: readonly Row[];
  readonly outside: readonly Row[];
  readonly now?: string;
}

const cases: readonly Case[] = [
  {
    condition: 'hour(at) in 8..19',
    inside: [['2025-11-01 07:00:00Z'], ['2025-11-01 18:59:59Z'], ['2025-07-01 06:00:00Z']],
    outside: [['2025-11-01 06:59:59Z'], ['2025-11-01 19:00:00Z'], ['2025-07-01 05:59:59Z'], ['']],
  },
  {
    condition: 'hour(at, tz: "Asia/Kolkata") = 0',
    inside: [['2025-10-31 18:30:00Z'], ['2025-10-31 19:29:59Z']],
    outside: [['2025-10-31 18:29:59Z'], ['2025-10-31 19:30:00Z']],
  },
  {
    condition: 'hour(at, tz: "CET") = 0',
    inside: [['2025-10-31 23:00:00Z'], ['2025-07-31 22:00:00Z']],
    outside: [['2025-10-31 22:59:59Z'], ['2025-07-31 23:00:00Z']],
  },
  {
    condition: 'hour(at, tz: "EST5EDT") = 0',
    inside: [['2025-12-01 05:00:00Z'], ['2025-07-01 04:00:00Z']],
    outside: [['2025-12-01 04:59:59Z'], ['2025-07-01 05:00:00Z']],
  },
  {
    condition: 'hour(at, tz: "Etc/GMT+5") = 0',
    inside: [['2025-12-01 05:00:00Z'], ['2025-07-01 05:59:59Z']],
    outside: [['2025-07-01 04:59:59Z'], ['2025-06-30 19:00:00Z']],
  },
  {
    condition: 'minute(at, tz: "Asia/Kolkata") = 0 and minute(at) = 30',
    inside: [['2025-10-31 18:30:00Z']],
    outside: [['2025-10-31 18:00:00Z'], ['2025-10-31 18:31:00Z']],
  },
  {
    condition: 'hour(at, tz: zone) = 9',
    inside: [
      ['2025-11-01 14:00:00Z', '', 'America/Chicago'],
      ['2025-11-01 00:10:00Z', '', 'Asia/Tokyo'],
      ['2025-11-01 09:30:00Z', '', 'UTC'],
    ],
    outside: [
      ['2025-11-01 09:00:00Z', '', 'America/Chicago'],
      ['2025-11-01 09:00:00Z', '', 'Mars/Olympus'],
      ['2025-11-01 09:00:00Z', '', 'utc'],
      ['2025-11-01 09:00:00Z', '', 'EST'],
      ['2025-11-01 09:00:00Z', '', "'); DROP TABLE visits; --"],
      ['2025-11-01 09:00:00Z'],
      ['', '', 'UTC'],
    ],
  },
  {
    condition: 'not hour(at, tz: zone) = 9',
    inside: [
      ['2025-11-01 09:00:00Z', '', 'Mars/Olympus'],
      ['2025-11-01 08:00:00Z', '', 'UTC'],
    ],
    outside: [['2025-11-01 09:00:00Z', '', 'UTC']],
  },
  {
    condition: 'hour(at, tz: city.zone) = 9 or missing',
    inside: [
      ['2025-11-01 00:10:00Z', '', '', 1],
      ['2025-11-01 00:10:00Z', '', '', 2],
      ['2025-11-01 00:10:00Z', '', '', 3],
      ['2025-11-01 00:10:00Z', '', '', 9],
    ],
    outside: [['2025-11-01 00:10:00Z', '', '', 4]],
  },
  {
    condition: 'weekday(at) = "saturday"',
    inside: [['2025-10-31 23:00:00Z'], ['2025-11-01 22:59:59Z']],
    outside: [['2025-10-31 22:59:59Z'], ['2025-11-01 23:00:00Z']],
  },
  {
    condition: 'weekday(day) in ["monday", "sunday"]',
    inside: [
      ['', '2025-11-03'],
      ['', '2025-11-02'],
    ],
    outside: [['', '2025-11-04'], ['', '2025-11-01'], ['']],
  },
  {
    condition: 'local_day in ["saturday", "sunday"]',
    inside: [
      ['2025-11-01 03:30:00Z', '', 'Asia/Tokyo'],
      ['2025-11-02 09:00:00Z', '', 'UTC'],
    ],
    outside: [
      ['2025-11-01 03:30:00Z', '', 'America/New_York'],
      ['2025-11-01 03:30:00Z', '', '?'],
    ],
  },
  {
    condition: 'weekday(now, tz: zone) = "saturday"',
    inside: [['', '', 'Europe/Warsaw']],
    outside: [['', '', 'Pacific/Kiritimati'], ['']],
    now: '2025-11-01T12:00:00Z',
  },
  {
    condition: 'hour(now, tz: zone) in 8..20',
    inside: [
      ['', '', 'Europe/Warsaw'],
      ['', '', 'America/New_York'],
    ],
    outside: [
      ['', '', 'Asia/Tokyo'],
      ['', '', 'America/Los_Angeles'],
    ],
    now: '2025-11-01T12:00:00Z',
  },
  {
    condition: 'week(day) = 1',
    inside: [
      ['', '2024-12-30'],
      ['', '2025-01-05'],
      ['', '2026-01-01'],
      ['', '2025-12-29'],
    ],
    outside: [
      ['', '2024-12-29'],
      ['', '2025-01-06'],
      ['', '2025-12-28'],
    ],
  },
  {
    condition: 'week(day) = 53',
    inside: [
      ['', '2026-12-28'],
      ['', '2027-01-03'],
      ['', '2021-01-03'],
    ],
    outside: [
      ['', '2026-12-27'],
      ['', '2027-01-04'],
    ],
  },
  {
    condition: 'week(at, tz: "Pacific/Honolulu") = 1',
    inside: [['2025-01-06 09:59:59Z']],
    outside: [['2025-01-06 10:00:00Z']],
  },
  {
    condition: 'quarter(at) = 4',
    inside: [['2025-09-30 22:00:00Z'], ['2025-12-31 22:59:59Z']],
    outside: [['2025-09-30 21:59:59Z'], ['2025-12-31 23:00:00Z']],
  },
  {
    condition: 'date(at, tz: zone) = 2025-11-01',
    inside: [
      ['2025-11-02 04:59:59Z', '', 'America/Bogota'],
      ['2025-11-01 10:00:00Z', '', 'UTC'],
    ],
    outside: [
      ['2025-11-02 05:00:00Z', '', 'America/Bogota'],
      ['2025-11-01 10:00:00Z', '', '-'],
    ],
  },
  {
    condition:
      'year(at, tz: zone) * 10000 + month(at, tz: zone) * 100 + day(at, tz: zone) = 20260101',
    inside: [['2025-12-31 15:00:00Z', '', 'Asia/Tokyo']],
    outside: [['2025-12-31 15:00:00Z', '', 'UTC']],
  },
  {
    condition: 'has city.visits where hour(at, tz: city.zone) = hour(visit.at, tz: visit.zone)',
    inside: [
      ['2025-11-01 00:10:00Z', '', 'Asia/Tokyo', 1],
      ['2025-11-01 00:40:00Z', '', 'Asia/Tokyo', 1],
    ],
    outside: [
      ['2025-11-01 05:00:00Z', '', 'UTC', 1],
      ['2025-11-01 00:10:00Z', '', 'Asia/Tokyo', 2],
    ],
  },
];

describe('local time', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases.map((one) => [one.condition, one] as const))('%s', async (condition, one) => {
    const rows = [...one.inside, ...one.outside];
    await warehouse.run('DELETE FROM visits');
    const values = rows.map(([at, day, zone, city], index) => {
      const fields = [at, day, zone].map((text) => quoted(text ?? ''));
      return `(${index}, ${fields.join(', ')}, ${city ?? 'NULL'})`;
    });
    await warehouse.run(`INSERT INTO visits VALUES ${values.join(', ')}`);
    const members = await warehouse.membersOfAll(planOf(segment(condition), one.now));
    expect(members.get('s')).toEqual(one.inside.map((_row, index) => String(index)));
  });

  it('a zone given to a template may be none', async () => {
    const text = `${model}
segment at_nine(place: text) of visit { where { hour(at, tz: $place) = 9 } }
segment tokyo of visit { where { in segment at_nine(place: "Asia/Tokyo") } }
segment mars of visit { where { in segment at_nine(place: "Mars/Olympus") } }
`;
    await warehouse.run('DELETE FROM visits');
    await warehouse.run("INSERT INTO visits VALUES (1, '2025-11-01 00:10:00Z', NULL, NULL, NULL)");
    const members = await warehouse.membersOfAll(planOf(text));
    expect([members.get('tokyo'), members.get('mars')]).toEqual([['1'], []]);
  });

  it('knows every zone of its list', async () => {
    await warehouse.run('CREATE OR REPLACE TABLE names (name VARCHAR)');
    const list = zoneNames.map((name) => `('${name}')`).join(', ');
    await warehouse.run(`INSERT INTO names VALUES ${list}`);
    const query =
      "SELECT count(timezone(name, timezone('UTC', TIMESTAMP '2025-11-01'))) FROM names";
    expect(await warehouse.rows(query)).toEqual([[String(zoneNames.length)]]);
    expect(new Set(zoneNames).size).toBe(zoneNames.length);
    for (const name of zoneNames) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: name })).not.toThrow();
    }
  });

  it('holds every zone of the engine that is in the IANA database', async () => {
    const rows = await warehouse.rows('SELECT name FROM pg_timezone_names() ORDER BY name');
    const others = rows.flat().filter((name) => !zoneNames.includes(String(name)));
    expect(others.filter((name) => !String(name).startsWith('SystemV/'))).toEqual(ofTheEngineOnly);
  });

  it.each([
    [duckdbDialect, 'HOUR(timezone("time_zones"."name", timezone(\'UTC\', '],
    [snowflakeDialect, 'HOUR(CONVERT_TIMEZONE(\'UTC\', "TIME_ZONES"."NAME", '],
  ] as const)('looks a zone up before it is used', (dialect, text) => {
    const plan = planOf(segment('hour(at, tz: zone) = 9'));
    const sql = printSegmentQuery(plan, 's', dialect, published);
    expect(sql.toLowerCase()).toContain(text.toLowerCase());
    expect(sql.toLowerCase()).toContain('left join "time_zones" on "time_zones"."name" = ');
  });
});

function segment(condition: string): string {
  return `${model}\nsegment s of visit { where { ${condition} } }\n`;
}

function quoted(text: string): string {
  return text === '' ? 'NULL' : `'${text.replaceAll("'", "''")}'`;
}
