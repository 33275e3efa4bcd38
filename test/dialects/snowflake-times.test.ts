// What Snowflake's session could change or its functions do otherwise, in the SQL of local times, anniversaries and calendars.
import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { sqlOf } from '../sql/memory-warehouse.ts';
import { contacts } from '../sql/small-shop.ts';

const desk = 'calendar desk { open: monday..friday 08:00..18:00 }\n';

describe('times on Snowflake', () => {
  it.each([
    [
      'weekdays by their ISO number: DAYNAME abbreviates, DAYOFWEEK follows WEEK_START',
      'weekday(born_on) = "sunday"',
      /DECODE\(DAYOFWEEKISO\(.*\), 1, 'monday', .*7, 'sunday'\) = 'sunday'/,
    ],
    [
      'weeks of ISO 8601: WEEK follows WEEK_OF_YEAR_POLICY',
      'week(born_on) = 1',
      /WEEKISO\(CAST\("CONTACT"\."BORN_ON" AS DATE\)\) = 1/,
    ],
    [
      'local times with three arguments, so that the session has no zone in it',
      'hour(seen_at, tz: "Asia/Tokyo") = 9',
      /HOUR\(CONVERT_TIMEZONE\('UTC', 'Asia\/Tokyo', CAST\(CONVERT_TIMEZONE\('UTC', "CONTACT"\."SEEN_AT"\) AS TIMESTAMP_NTZ\)\)\) = 9/,
    ],
    [
      'years are added by DATEADD, which clamps 29 February',
      'anniversary of born_on on today',
      /DATEADD\('year', YEAR\(DATE '2025-11-01'\) - YEAR\(/,
    ],
  ])('%s', (_name, condition, expected) => {
    expect(sqlOf(contacts(condition), snowflakeDialect)).toMatch(expected);
  });

  it('numbers the days of a calendar by rows: SEQ4 alone may leave gaps', () => {
    const text = desk + contacts('hours_since(seen_at, counting: desk) > 4');
    expect(sqlOf(text, snowflakeDialect)).toContain(
      `FROM (SELECT DATEADD('day', ROW_NUMBER() OVER (ORDER BY SEQ4()) - 1, DATE '1990-01-01') AS "DAY" FROM TABLE(GENERATOR(ROWCOUNT => 25933))) AS "DAYS"`,
    );
    expect(sqlOf(text, duckdbDialect)).toContain(
      `FROM (SELECT DATE '1990-01-01' + CAST("range" AS INTEGER) AS "day" FROM range(25933)) AS "days"`,
    );
  });

  it.each([duckdbDialect, snowflakeDialect])(
    'a distance from now that a calendar counts is one constant on $title',
    (dialect) => {
      const text = desk + contacts('seen_at more than 4 hours ago counting desk');
      const sql = sqlOf(text, dialect);
      expect(sql).toContain('2025-10-31 13:00:00');
      expect(sql).not.toMatch(/WITH|JOIN/);
    },
  );
});
