// `case { … }`: the first condition that holds gives the value; worked out by hand over five contacts.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, sqlOf } from './memory-warehouse.ts';
import { contacts, model, tables } from './small-shop.ts';

const rows = `
INSERT INTO crm.companies VALUES (1, 'Acme', 'fintech', 10, NULL, 2), (2, 'Big', 'retail', 3, NULL, NULL);
INSERT INTO crm.contacts (contact_id, email, country, score, balance, vip, born_on, company_id) VALUES
  (1, 'a@x.com', 'PL', 10, 5, true, DATE '2000-01-01', 1), (2, 'B@x.com', 'DE', 20, 2.5, false, NULL, 1),
  (3, NULL, 'PL', NULL, NULL, NULL, DATE '1990-01-01', 2), (4, NULL, NULL, 30, 0, NULL, NULL, NULL),
  (5, NULL, 'US', 0, -1, true, NULL, 77);
INSERT INTO shop.orders VALUES
  ('a1', TIMESTAMP '2025-10-10', NULL, 'paid', 100, NULL, 1, NULL), ('a2', TIMESTAMP '2025-10-20', NULL, 'pending', 50, NULL, 1, NULL),
  ('b1', TIMESTAMP '2025-06-01', NULL, 'paid', 7, NULL, 2, NULL), ('c1', TIMESTAMP '2025-06-01', NULL, NULL, NULL, NULL, 3, NULL);
`;

const traits = `
trait contact.tier: text = case {
  when spent >= 100 USD then "gold"
  when score >= 20 then "silver"
  when country = "PL" then "local"
  else "other"
}
trait contact.points: int? = case { when vip then score, when country = "DE" then 7 }
trait company.size: text = case { when count(contacts) > 1 then "many", else "few" }
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  // 1 spent 100; 2 score 20; 3 lives in PL and has no score; 4 score 30; 5 nothing
  ['tier = "gold"', ['1']],
  ['tier = "silver"', ['2', '4']],
  ['tier = "local"', ['3']],
  ['tier = "other"', ['5']],
  ['tier != "gold"', ['2', '3', '4', '5']],
  ['not tier in ["gold", "silver"]', ['3', '5']],
  // no else: 1 and 5 are vip, 2 is in DE; the others have none
  ['points is missing', ['3', '4']],
  ['points = 7', ['2']],
  ['points >= 0', ['1', '2', '5']],
  ['points != 7 or missing', ['1', '3', '4', '5']],
  ['points != 7 and known', ['1', '5']],
  ['not points < 8', ['1', '3', '4']],
  // a missing operand is false, so the next branch decides; a negation is the exact complement
  ['case { when score < 100 then 1, else 2 } = 2', ['3']],
  ['case { when not score < 100 then 1, else 2 } = 1', ['3']],
  ['case { when country = "PL" then score, else 1 } is missing', ['3']],
  // values of different numbers, and a quotient of them
  ['case { when vip then balance, else 2.5 USD } = 2.5 USD', ['2', '3', '4']],
  ['case { when vip then score, else 0.5 } = 0.5', ['2', '3', '4']],
  ['case { when vip then score, else 5 } / 2 = 2.5', ['2', '3', '4']],
  ['case { when vip then score / 4, else 2 } = 2.5', ['1']],
  ['case { when vip then born_on, else 1990-01-01 } on 1990-01-01', ['2', '3', '4']],
  ['case { when country = "PL" then today, else born_on } = today', ['1', '3']],
  // a bool case is a condition of its own
  ['case { when country = "PL" then vip, else true }', ['1', '2', '4', '5']],
  ['not case { when country = "PL" then vip, else true }', ['3']],
  // emails fold also out of a case
  ['case { when country = "DE" then email } = "b@x.com"', ['2']],
  // one case in another, in arithmetic and in calls
  [
    'case { when vip then case { when score > 5 then 1, else 2 }, else 3 } in 2..3',
    ['2', '3', '4', '5'],
  ],
  ['1 + case { when vip then 1, else 2 } * 3 = 7', ['2', '3', '4']],
  ['coalesce(case { when vip then score }, 99) = 99', ['2', '3', '4']],
  // over rows of a collection, with the outer row in a branch
  ['sum(orders.total where case { when contact.vip then 1, else 2 } = 2) = 7 USD', ['2']],
  ['has orders where case { when status = "paid" then total, else 1 USD } >= 50 USD', ['1']],
  ['case { when has orders then "buyer", else "none" } = "none"', ['4', '5']],
  ['case { when all orders have status = "paid" then count(orders), else 0 } = 1', ['2']],
  // over a to-one relation: missing when the row is, whatever `else` says
  ['company.size = "many"', ['1', '2']],
  ['company.size = "few"', ['3']],
  ['company.size is missing', ['4', '5']],
  ['case { when company.size = "many" then 1, else 2 } = 2', ['3', '4', '5']],
  ['case { when in segment rich then "r", else "p" } = "r"', ['1']],
];

describe('case', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables + rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, expected) => {
    const rich = 'segment rich of contact { where { spent > 50 USD } }';
    const plan = planOf(`${traits}${rich}\n${contacts(condition)}`);
    expect((await warehouse.membersOfAll(plan)).get('s')).toEqual(expected);
  });

  it('takes parameters, where it is given and inside a template', async () => {
    const plan = planOf(`${model}${traits}
segment like(wanted: text, least: int = 15) of contact {
  where {
    case { when score >= $least then tier, else "low" } = $wanted
  }
}
segment a of contact { where { in segment like(wanted: "silver") } }
segment b of contact { where { in segment like(wanted: "silver", least: 25) } }
segment c of contact { where { not in segment like(wanted: "low") } }
`);
    expect(Object.fromEntries(await warehouse.membersOfAll(plan))).toEqual({
      a: ['2', '4'],
      b: ['4'],
      c: ['2', '4'],
    });
  });

  it('is published in its own type', async () => {
    const plan = planOf(`${model}${traits}
segment s of contact {
  publish: [tier, points]
}
`);
    await warehouse.membersOfAll(plan);
    const published = await warehouse.rows(
      'SELECT CAST(contact_id AS INTEGER), tier, points FROM segments.s ORDER BY 1',
    );
    expect(published).toEqual([
      [1, 'gold', 10],
      [2, 'silver', 7],
      [3, 'local', null],
      [4, 'silver', null],
      [5, 'other', 0],
    ]);
  });

  it('leaves out what can never be chosen', () => {
    const text = contacts('case { when any of {} then 1, when all of {} then 2, else 3 } = score');
    const plain = contacts('2 = score');
    expect(sqlOf(text, duckdbDialect)).toBe(sqlOf(plain, duckdbDialect));
  });

  it('is written in both dialects', () => {
    const text = contacts('case { when vip then score, else 5 } > 3');
    const expected = 'CASE WHEN "CONTACT"."VIP" = TRUE THEN "CONTACT"."SCORE" ELSE 5 END > 3';
    for (const dialect of [duckdbDialect, snowflakeDialect]) {
      const sql = sqlOf(text, dialect).replaceAll(/\s+/g, ' ');
      expect(sql.toUpperCase()).toContain(expected);
    }
  });
});
