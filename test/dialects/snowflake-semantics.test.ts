// Where Snowflake and DuckDB differ: what the SQL of both must say so that it means the same.
// A row's number is the permanent name of a difference; numbers that are not here cannot be reached by the language yet.
import { describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { sqlOf } from '../sql/memory-warehouse.ts';
import { contacts, model } from '../sql/small-shop.ts';

interface Row {
  readonly row: number;
  readonly about: string;
  readonly source: string;
  readonly snowflake: readonly (string | RegExp)[];
  readonly never?: readonly (string | RegExp)[];
  readonly duckdb?: readonly (string | RegExp)[];
}

const rows: readonly Row[] = [
  {
    row: 1,
    about: 'names are quoted and folded to the catalogue',
    source: contacts('country = "PL"'),
    snowflake: ['FROM "CRM"."CONTACTS" AS "CONTACT"', '"CONTACT"."COUNTRY"'],
    duckdb: ['FROM "crm"."contacts" AS "contact"'],
  },
  {
    row: 1,
    about: 'a name written in double quotes is kept',
    source:
      'object thing @table("t") { id: id @key @column("\\"lowerId\\"") }\nsegment s of thing { where { id = "1" } }',
    snowflake: ['"THING"."lowerId"'],
  },
  {
    row: 2,
    about: 'result columns are named',
    source: contacts('country = "PL"'),
    snowflake: [' AS "CONTACT_ID"'],
  },
  {
    row: 3,
    about: 'backslashes in literals are doubled',
    source: contacts('country = "a\\\\b\'c"'),
    snowflake: ["'a\\\\b''c'"],
    duckdb: ["'a\\b''c'"],
  },
  {
    row: 4,
    about: 'no LIKE, so nothing to escape',
    source: contacts('country contains "100%"'),
    snowflake: [`CONTAINS("CONTACT"."COUNTRY", '100%')`],
    never: [/LIKE/i],
  },
  {
    row: 5,
    about: 'case is folded on both sides',
    source: contacts('country contains "ŁÓDŹ x" ignoring case'),
    snowflake: [`CONTAINS(LOWER("CONTACT"."COUNTRY"), LOWER('ŁÓDŹ x'))`],
    never: ['ILIKE'],
  },
  {
    row: 6,
    about: 'a pattern is searched, not matched whole',
    source: contacts('country matches "^P\\\\d+"'),
    snowflake: [`REGEXP_INSTR("CONTACT"."COUNTRY", '^P\\\\d+', 1, 1, 0, 'c') > 0`],
    never: ['REGEXP_LIKE', 'RLIKE'],
    duckdb: [`regexp_matches("contact"."country", '^P\\d+')`],
  },
  {
    row: 9,
    about: 'the place of missing values is said',
    source: contacts('last(visit.device) = "x"'),
    snowflake: [/ORDER BY .* DESC NULLS LAST, .* DESC NULLS LAST\)/],
    duckdb: [
      /MAX\(struct_pack\(known_0 := .* IS NOT NULL, by_0 := .*, known_1 := .* IS NOT NULL, /,
    ],
  },
  {
    row: 10,
    about: 'division is of doubles',
    source: contacts('score / 7 > 0.2'),
    snowflake: ['CAST("CONTACT"."SCORE" AS FLOAT) /'],
    duckdb: ['CAST("contact"."score" AS DOUBLE) /'],
  },
  {
    row: 11,
    about: 'division by zero is missing',
    source: contacts('10 / score > 1'),
    snowflake: ['/ NULLIF(CAST("CONTACT"."SCORE" AS FLOAT), 0)'],
    duckdb: ['/ NULLIF(CAST("contact"."score" AS DOUBLE), 0)'],
  },
  {
    row: 12,
    about: 'averages are of doubles',
    source: contacts('avg(orders.total) > 5 USD'),
    snowflake: [
      'CAST(SUM(CAST("ORDER"."TOTAL" AS NUMBER(18, 4))) * 10000 AS FLOAT) / NULLIF(CAST(COUNT(',
    ],
    never: ['AVG('],
  },
  {
    row: 12,
    about: 'numbers are computed with 38 digits; a product that needs more is missing',
    source: contacts('balance + balance > 5 USD', 'rate * rate > 5'),
    snowflake: [
      'CAST("CONTACT"."BALANCE" AS NUMBER(18, 4)) + CAST("CONTACT"."BALANCE" AS NUMBER(18, 4)) > 5',
      'CASE WHEN ABS(CAST(CAST("CONTACT"."RATE" AS NUMBER(28, 9)) AS FLOAT) * CAST(CAST("CONTACT"."RATE" AS NUMBER(28, 9)) AS FLOAT)) < CAST(99999999000000000000 AS FLOAT) THEN',
    ],
    duckdb: [
      'CAST(CAST("contact"."balance" AS DECIMAL(18, 4)) AS DECIMAL(38, 4)) + CAST("contact"."balance" AS DECIMAL(18, 4)) > 5',
      '< CAST(99999999000000000000 AS DOUBLE) THEN CAST("contact"."rate" AS DECIMAL(28, 9)) * CAST("contact"."rate" AS DECIMAL(28, 9)) END > 5',
    ],
  },
  {
    row: 14,
    about: 'money is compared as decimal',
    source: contacts('balance > 99.99 USD'),
    snowflake: ['CAST("CONTACT"."BALANCE" AS NUMBER(18, 4)) > 99.99'],
    never: ['FLOAT'],
  },
  {
    row: 16,
    about: 'greatest and least ignore missing arguments',
    source: contacts('greatest(score, 6) = 6'),
    snowflake: ['GREATEST_IGNORE_NULLS("CONTACT"."SCORE", 6)'],
    never: ['GREATEST('],
    duckdb: ['greatest('],
  },
  {
    row: 20,
    about: 'no FILTER',
    source: contacts('all orders have total > 5 USD'),
    snowflake: [/COUNT\(CASE WHEN .* THEN 1 END\)/],
    never: [/\bFILTER\b/],
  },
  {
    row: 23,
    about: 'the latest row by a total order',
    source: contacts('consents to mail'),
    snowflake: ['ROW_NUMBER() OVER (PARTITION BY'],
    never: ['ANY_VALUE', 'MAX_BY'],
  },
  {
    row: 24,
    about: 'the latest row without DISTINCT ON',
    source: contacts('consents to mail'),
    snowflake: ['"RANKED"."POSITION" = 1'],
    never: ['DISTINCT ON'],
  },
  {
    row: 27,
    about: 'no MATERIALIZED hint',
    source: contacts('has orders'),
    snowflake: ['"ORDERS" AS ('],
    never: ['MATERIALIZED'],
  },
  {
    row: 28,
    about: 'joins, not subqueries in conditions',
    source: contacts('has orders where has lines', 'not tagged "x"'),
    snowflake: ['LEFT JOIN "ORDERS"'],
    never: ['EXISTS', /IN \(\s*SELECT/],
  },
  {
    row: 29,
    about: 'absence is an outer join',
    source: `${model}\nsegment a of contact { where { vip } }\nsegment s of contact { where { not in segment a } }`,
    snowflake: ['LEFT JOIN "SEGMENTS"."A"', '"A"."CONTACT_ID" IS NULL'],
    never: ['NOT IN'],
  },
  {
    row: 37,
    about: 'timestamps are zone-less UTC',
    source: contacts('seen_at before now'),
    snowflake: [`CAST(CONVERT_TIMEZONE('UTC', "CONTACT"."SEEN_AT") AS TIMESTAMP_NTZ)`],
    never: ['TIMESTAMP_LTZ'],
  },
  {
    row: 38,
    about: 'now is a constant',
    source: contacts('seen_at before now'),
    snowflake: [`'2025-11-01 12:00:00'::TIMESTAMP_NTZ`],
    never: ['CURRENT_TIMESTAMP', 'SYSDATE'],
    duckdb: [`TIMESTAMP '2025-11-01 12:00:00'`],
  },
  {
    row: 39,
    about: 'local dates by the three-argument form',
    source: contacts('date(seen_at) = 2025-10-01'),
    snowflake: [`CAST(CONVERT_TIMEZONE('UTC', 'Europe/Warsaw', `],
    duckdb: [`timezone('Europe/Warsaw', timezone('UTC', `],
  },
  {
    row: 40,
    about: 'dates move as dates',
    source: contacts('born_on + 1 months = 2025-10-01'),
    snowflake: [`DATEADD('month', 1, CAST("CONTACT"."BORN_ON" AS DATE))`],
    duckdb: ['AS DATE) + 1 * INTERVAL 1 MONTH AS DATE)'],
  },
  {
    row: 41,
    about: 'days between dates',
    source: contacts('days_since(born_on) > 5'),
    snowflake: [`DATEDIFF('day', CAST("CONTACT"."BORN_ON" AS DATE), DATE '2025-11-01')`],
    duckdb: [`date_diff('day', `],
  },
  {
    row: 42,
    about: 'weeks are computed before SQL',
    source: contacts('seen_at in previous 2 weeks'),
    snowflake: [
      `>= '2025-10-12 22:00:00'::TIMESTAMP_NTZ`,
      `< '2025-10-26 23:00:00'::TIMESTAMP_NTZ`,
    ],
    never: [/'week'/, 'DATE_TRUNC'],
  },
  {
    row: 43,
    about: 'the first day of the week is computed before SQL',
    source: contacts('born_on in this week'),
    snowflake: [`>= DATE '2025-10-27'`],
    never: ['DATE_TRUNC'],
  },
  {
    row: 46,
    about: 'days ago are instants',
    source: contacts('seen_at more than 30 days ago'),
    snowflake: [`< '2025-10-02 12:00:00'::TIMESTAMP_NTZ`],
    never: ['DATEDIFF'],
  },
  {
    row: 47,
    about: 'dates are cast to dates',
    source: contacts('born_on before now'),
    snowflake: [`CAST("CONTACT"."BORN_ON" AS DATE) < DATE '2025-11-01'`],
  },
  {
    row: 48,
    about: 'numbers in JSON are tried',
    source: contacts('lead.score >= 40'),
    snowflake: [/TRY_CAST\(.*::VARCHAR AS NUMBER\(38, 0\)\) >= 40/],
    duckdb: [/TRY_CAST\(json_extract_string\(.* AS BIGINT\) >= 40/],
  },
  {
    row: 49,
    about: 'conditions are two-valued',
    source: contacts('not score > 5'),
    snowflake: ['COALESCE("CONTACT"."SCORE" <= 5, TRUE)'],
    duckdb: ['COALESCE("contact"."score" <= 5, TRUE)'],
  },
  {
    row: 51,
    about: 'JSON values are read as text, without quotes',
    source: contacts('lead.source = "ad"'),
    snowflake: [`"CONTACT"."LEAD":"source"::VARCHAR = 'ad'`],
    duckdb: ['json_extract_string('],
  },
  {
    row: 52,
    about: "JSON's null is missing",
    source: contacts('lead.source is missing'),
    snowflake: ['"CONTACT"."LEAD":"source"::VARCHAR IS NULL'],
    duckdb: [/json_extract_string\(.*\) IS NULL/],
  },
  {
    row: 53,
    about: 'array containment takes the item first',
    source: contacts('interests has "a"'),
    snowflake: [`ARRAY_CONTAINS('a'::VARIANT, "CONTACT"."INTERESTS"::ARRAY)`],
    duckdb: ['list_contains('],
  },
  {
    row: 53,
    about: 'a comparison is in parentheses before it is asked for NULL',
    source: contacts('interests has all of interests'),
    snowflake: [/\(ARRAY_SIZE\(ARRAY_EXCEPT\(.*\)\) = 0\) IS NOT NULL/],
    never: ['0 IS'],
  },
  {
    row: 56,
    about: 'distinct counts are exact',
    source: contacts('count distinct(orders.status) > 1'),
    snowflake: ['COUNT(DISTINCT "ORDER"."STATUS")'],
    never: ['APPROX'],
  },
  {
    row: 62,
    about: 'the median is interpolated',
    source: contacts('median(orders.total) > 5 USD'),
    snowflake: ['PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CAST('],
    duckdb: ['quantile_cont(CAST('],
  },
  {
    row: 65,
    about: 'ids are compared as text',
    source: contacts('company = "9007199254740993"'),
    snowflake: [`CAST("CONTACT"."COMPANY_ID" AS VARCHAR) = '9007199254740993'`],
  },
  {
    row: 66,
    about: 'VARCHAR has no length',
    source: contacts('id = "1"'),
    snowflake: ['AS VARCHAR)'],
    never: [/VARCHAR\(/],
  },
  {
    row: 68,
    about: 'no `!=`, no comments',
    source: contacts('country != "PL" and known'),
    snowflake: [`"CONTACT"."COUNTRY" <> 'PL'`],
    never: ['!=', '--', '/*'],
  },
];

describe('differences between Snowflake and DuckDB', () => {
  it.each(rows.map((row) => [`${String(row.row)}: ${row.about}`, row] as const))(
    'row %s',
    (_name, row) => {
      const snowflake = sqlOf(row.source, snowflakeDialect);
      const duckdb = sqlOf(row.source, duckdbDialect);
      for (const text of row.snowflake) expectContains(snowflake, text);
      for (const text of row.duckdb ?? []) expectContains(duckdb, text);
      for (const text of row.never ?? []) {
        for (const sql of [snowflake, duckdb])
          expect(contains(sql, text), `${String(text)} in ${sql}`).toBe(false);
      }
    },
  );
});

function contains(sql: string, text: string | RegExp): boolean {
  return typeof text === 'string' ? sql.includes(text) : text.test(sql);
}

function expectContains(sql: string, text: string | RegExp): void {
  expect(contains(sql, text), `${String(text)} is not in\n${sql}`).toBe(true);
}
