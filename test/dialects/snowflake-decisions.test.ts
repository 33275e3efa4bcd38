// What Snowflake is told when segments are decided together, for some objects only, and when the objects are looked for that changed:
// bits of whole numbers by functions, since it has no operators for them; every name quoted, as its catalogue folds it; times without zone.
import { describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import { findReaches } from '../../compiler/incremental/find-reaches.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import {
  placesOf,
  type PrintedDecisions,
  printDecisions,
} from '../../compiler/sql/print-decisions.ts';
import { printReached } from '../../compiler/sql/print-reached.ts';
import { printRows } from '../../compiler/sql/print-rows.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { planOf, published } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

function projectOf(conditions: readonly string[]): string {
  const segments = conditions.map(
    (condition, at) => `segment s${at} of contact { where { ${condition} } }`,
  );
  return `${model}\nsegment base of contact { where { vip } }\n${segments.join('\n')}\n`;
}

function namesOf(conditions: readonly string[]): readonly string[] {
  return conditions.map((_condition, at) => `s${at}`);
}

function decisions(conditions: readonly string[], only?: readonly string[]): PrintedDecisions {
  const places = placesOf(namesOf(conditions));
  const plan = planOf(projectOf(conditions));
  return printDecisions(plan, { places, only }, snowflakeDialect, published);
}

function textOf({ tables, decisions: selects }: PrintedDecisions): string {
  return [...tables, ...selects].map(({ query }) => oneLine(query)).join('\n');
}

function oneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').replaceAll('( ', '(').replaceAll(' )', ')');
}

/** Without literals and quoted names, nothing but keywords, functions, types and numbers is left. */
function bareWords(sql: string): readonly string[] {
  const bare = sql.replaceAll(/'(?:[^'\\]|''|\\\\)*'/g, '').replaceAll(/"[^"]*"/g, '');
  return [...new Set(bare.match(/[A-Za-z_][A-Za-z_0-9]*/g))];
}

describe('decisions on Snowflake', () => {
  it('are bits of whole numbers: added up, read by BITAND, united by BITOR_AGG', () => {
    const sql = textOf(
      decisions(['count(orders) > 2', 'count(orders) < 4\nvip', 'in segment base']),
    );
    expect(sql).toContain(
      'CASE WHEN "ORDERS"."COUNT" > 2 THEN 1 ELSE 0 END + CASE WHEN COALESCE("ORDERS"."COUNT", 0) < 4 THEN 0 ELSE 2 END AS "BITS_1" FROM (SELECT "ORDER"."CONTACT_ID" AS "CONTACT_KEY", COUNT(*) AS "COUNT" FROM',
    );
    expect(sql).toContain('BITOR_AGG("PARTS"."BITS_1") AS "BITS_1"');
    expect(sql).toContain('GROUP BY "PARTS"."OBJECT_KEY"');
    // The second is what an object without orders has.
    const bits = '"CONTACT_CONDITIONS"."BITS_1"';
    expect(sql).toContain(
      `CASE WHEN BITAND(${bits}, 1) <> 0 THEN 1 ELSE 0 END + CASE WHEN BITAND(COALESCE(${bits}, 0), 2) = 0 AND "CONTACT"."VIP" = TRUE THEN 2 ELSE 0 END + CASE WHEN BITAND(${bits}, 4) <> 0 THEN 4 ELSE 0 END AS "WORD_1"`,
    );
    expect(sql).not.toMatch(/[&|~]|<<|>>|\bBIT_|QUALIFY|FILTER|EXISTS/);
  });

  it('are made of values at once, unless something else reads the values', () => {
    const alone = textOf(decisions(['count(orders) > 2', 'vip']));
    expect(alone).toContain(
      'FROM (SELECT "ORDER"."CONTACT_ID" AS "CONTACT_KEY", COUNT(*) AS "COUNT"',
    );
    // Compared with a column of the object, the number itself is needed beside the bit.
    const both = decisions(['count(orders) > 2', 'count(orders) > score']);
    expect(oneLine(must(both.tables[0], 'a table').query)).toMatch(/^SELECT "ORDER"."CONTACT_ID"/);
    expect(textOf(both)).toContain('AS "BITS_1" FROM "ORDERS"');
    expect(both.decisions[0]?.query).toContain('LEFT JOIN "ORDERS" ON');
  });

  it('have sixty bits to a word, which 64 bits with a sign hold', () => {
    const printed = decisions(Array.from({ length: 61 }, (_none, at) => `count(orders) > ${at}`));
    const sql = textOf(printed);
    expect(printed.decisions.flatMap(({ words }) => words)).toEqual(['word_1', 'word_2']);
    expect(sql).toMatch(new RegExp(`THEN ${2n ** 59n} ELSE 0 END\\)+ AS "WORD_1"`));
    expect(sql).toContain(
      'CASE WHEN BITAND("CONTACT_CONDITIONS"."BITS_2", 1) <> 0 THEN 1 ELSE 0 END AS "WORD_2"',
    );
    expect(sql).toContain('BITOR_AGG("PARTS"."BITS_2") AS "BITS_2"');
    expect(sql).not.toContain(String(2n ** 60n));
  });

  it('read each table under the name it is made with, folded as the catalogue does', () => {
    const { tables, decisions: selects } = decisions([
      'count(orders) > 2',
      'sum(orders.total) > 5 USD',
      'tagged "x"',
    ]);
    expect(tables.map(({ name }) => name)).toEqual(['orders', 'tags', 'contact_conditions']);
    const [ofValues, last] = [tables.slice(0, -1), must(tables.at(-1), 'a table')];
    for (const { name } of ofValues) expect(last.query).toContain(`FROM "${name.toUpperCase()}"`);
    expect(selects[0]?.query).toContain('LEFT JOIN "CONTACT_CONDITIONS" ON');
  });

  it('find the first and last rows by numbers made of their times, without a place for each', () => {
    const sql = textOf(
      decisions(['last(orders.status) = "paid"', 'first(orders.status) = "paid"']),
    );
    const time = `CAST(CONVERT_TIMEZONE('UTC', "ORDER"."PLACED_AT") AS TIMESTAMP_NTZ)`;
    const least = '-1000000000000000000000';
    expect(sql).toContain(
      `MAX((COALESCE(DATE_PART(EPOCH_NANOSECOND, ${time}), ${least}) * 32) + CASE WHEN "ORDER"."STATUS" > 'paid' THEN 2 WHEN "ORDER"."STATUS" = 'paid' THEN 1 ELSE 0 END)`,
    );
    expect(sql).toContain(
      `MAX((COALESCE(-DATE_PART(EPOCH_NANOSECOND, ${time}), ${least}) * 32) + CASE WHEN`,
    );
    expect(sql).toMatch(/MOD\(MOD\("ORDERS(_2)?"\."MAX(_2)?", 32\) \+ 32, 32\) = 1 THEN/);
    expect(sql).not.toMatch(/ROW_NUMBER|MAX_BY|struct_pack|epoch_us/);
  });

  it('of some objects join them by the key, also where a table has rows of all', () => {
    const sql = textOf(
      decisions(['count(orders) > 2', 'in segment base'], ['staging', 'keys of contact']),
    );
    const asked = 'JOIN "STAGING"."KEYS OF CONTACT" AS "ASKED" ON "ASKED"."CONTACT_ID" =';
    expect(sql).toContain(`FROM "SHOP"."ORDERS" AS "ORDER" ${asked} "ORDER"."CONTACT_ID"`);
    expect(sql).toContain(`FROM "SEGMENTS"."BASE" AS "MEMBERS" ${asked} "MEMBERS"."CONTACT_ID"`);
    expect(sql).toContain(`FROM "CRM"."CONTACTS" AS "CONTACT" ${asked} "CONTACT"."CONTACT_ID"`);
  });
});

describe('kept rows on Snowflake', () => {
  it('have the columns that are read, under their names as the catalogue folds them', () => {
    const text = `${model}
object thing @table("crm.Things") { id: id @key, parts: part[] via part.thing }
object part @table("crm.parts") {
  id: id @key
  size: int? @column("\\"partSize\\"")
  made_at: timestamp? @time
  thing: thing via thing_id
}
segment s of thing { where { count(parts in last 3 days where size > 3) > 1 } }
`;
    const places = placesOf(['s']);
    const only = ['staging', 'keys of thing'];
    const rows = printRows(planOf(text), { places, only }, snowflakeDialect, published);
    expect(rows.map(({ query }) => oneLine(query))).toEqual([
      'SELECT "ROW"."THING_ID" AS "THING_ID", "ROW"."MADE_AT" AS "MADE_AT", "ROW"."partSize" AS "partSize" FROM "CRM"."PARTS" AS "ROW" JOIN "STAGING"."KEYS OF THING" AS "ASKED" ON "ASKED"."ID" = "ROW"."THING_ID"',
    ]);
  });
});

function reached(condition: string, from = '2025-11-01T11:00:00Z'): string {
  const plan: RefreshPlan = planOf(projectOf([condition]));
  const segment = must(
    plan.segments.find(({ name }) => name === 's0'),
    's0',
  );
  const moments = {
    before: { now: from, ...plan.calendar },
    now: { now: plan.now, ...plan.calendar },
  };
  const found = findReaches(plan, segment, moments);
  if (found.kind !== 'reaches') throw new Error(found.because);
  const relations = {
    ...published,
    touched: (entity: string, column: string) => ['staging', `touched ${entity} ${column}`],
    flipped: (name: string) => ['staging', `flipped ${name}`],
    logged: (name: string) => ['staging', `logged ${name}`],
  };
  const { ofObject } = found.reaches;
  return oneLine(printReached(plan, 'contact', ofObject, [segment], snowflakeDialect, relations));
}

function joinBase(how: string): string {
  return `FROM "STAGING"."${how} BASE" AS "CHANGED" JOIN "CRM"."CONTACTS" AS "CONTACT" ON CAST("CONTACT"."CONTACT_ID" AS VARCHAR) = "CHANGED"."VALUE"`;
}

describe('reaches on Snowflake', () => {
  it('are one column of keys, over the rows that point to what changed', () => {
    expect(reached('company.seats > 3')).toBe(
      'SELECT "REACHED"."CONTACT_ID" AS "CONTACT_ID" FROM ((SELECT "CHANGED"."VALUE" AS "CONTACT_ID" FROM "STAGING"."TOUCHED CONTACT CONTACT_ID" AS "CHANGED") UNION ALL (SELECT "CONTACT"."CONTACT_ID" AS "CONTACT_ID" FROM "STAGING"."TOUCHED COMPANY ID" AS "CHANGED" JOIN "CRM"."CONTACTS" AS "CONTACT" ON "CONTACT"."COMPANY_ID" = "CHANGED"."VALUE")) AS "REACHED"',
    );
  });

  it('compare keys that are kept as text as text', () => {
    expect(reached('in segment base')).toContain(joinBase('FLIPPED'));
    const inLog = reached('entered segment base in last 30 days');
    expect(inLog).toContain(joinBase('LOGGED'));
    expect(inLog).toContain(
      'FROM "SEGMENTS"."MEMBERSHIP_CHANGES" AS "BASE" JOIN "CRM"."CONTACTS" AS "CONTACT" ON CAST("CONTACT"."CONTACT_ID" AS VARCHAR) = "BASE"."OBJECT_KEY"',
    );
  });

  it('take rows between the edges of then and of now, both included, as times without zone', () => {
    const sql = reached('count(orders in last 30 days where status = "paid") > 2');
    const time = `CAST(CONVERT_TIMEZONE('UTC', "ORDER"."PLACED_AT") AS TIMESTAMP_NTZ)`;
    for (const date of ['2025-10-02', '2025-11-01']) {
      expect(sql).toContain(
        `SELECT "ORDER"."CONTACT_ID" AS "CONTACT_ID" FROM "SHOP"."ORDERS" AS "ORDER" WHERE ${time} >= '${date} 11:00:00'::TIMESTAMP_NTZ AND ${time} <= '${date} 12:00:00'::TIMESTAMP_NTZ AND "ORDER"."STATUS" = 'paid')`,
      );
    }
    expect(sql).not.toMatch(/INTERVAL|CURRENT_|BETWEEN|TIMESTAMP '/);
  });

  it('move times of rows by DATEADD, and take dates as dates', () => {
    expect(reached('seen_at + 2 days before now')).toContain(
      `DATEADD('day', 2, CAST(CONVERT_TIMEZONE('UTC', "CONTACT"."SEEN_AT") AS TIMESTAMP_NTZ)) <= '2025-11-01 12:00:00'::TIMESTAMP_NTZ`,
    );
    const ofDates = reached('company.renewal_on in next 7 days', '2025-10-30T11:00:00Z');
    const day = 'CAST("COMPANY"."RENEWAL_ON" AS DATE)';
    expect(ofDates).toContain(`${day} >= DATE '2025-10-30' AND ${day} <= DATE '2025-11-01'`);
    expect(ofDates).toContain(
      'FROM "CRM"."CONTACTS" AS "CONTACT" LEFT JOIN "CRM"."COMPANIES" AS "COMPANY" ON "COMPANY"."ID" = "CONTACT"."COMPANY_ID"',
    );
  });

  it('write literals as every query does', () => {
    expect(reached('count(orders in last 30 days where id = "a\\\\b\'c") > 2')).toContain(
      `CAST("ORDER"."ID" AS VARCHAR) = 'a\\\\b''c'`,
    );
  });
});

it('nothing stands bare in what Snowflake is told but words of SQL', () => {
  const conditions = [
    'count(orders in last 30 days) > 2',
    'last(orders.status) = "paid"',
    'company in segment firms',
    'lead.at in last 3 days',
  ];
  const firms = 'segment firms of company { where { name = "a" } }\n';
  const plan = planOf(projectOf(conditions) + firms);
  const places = placesOf(namesOf(conditions));
  const only = ['staging', 'keys of contact'];
  const printed = printDecisions(plan, { places, only }, snowflakeDialect, published);
  const rows = printRows(plan, { places, only }, snowflakeDialect, published);
  const all = [textOf(printed), ...rows.map(({ query }) => query), reached(conditions[0] ?? '')];
  const allowed = new Set(
    `SELECT AS FROM JOIN LEFT ON WHERE GROUP BY UNION ALL AND OR CASE WHEN THEN ELSE END IS NOT NULL TRUE FALSE
     COUNT MAX SUM COALESCE CAST TRY_CAST MOD BITAND BITOR_AGG CONVERT_TIMEZONE DATE_PART EPOCH_NANOSECOND
     VARCHAR NUMBER TIMESTAMP_NTZ TIMESTAMP_TZ`.split(/\s+/),
  );
  expect(bareWords(all.join('\n')).filter((word) => !allowed.has(word))).toEqual([]);
});
