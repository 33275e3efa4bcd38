// First times, periods, runs, `having`, `mode`, expressions over rows and M of N: members worked out by hand from docs/language.md.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, noon, planOf, published } from './memory-warehouse.ts';
import { contacts, model, tables } from './small-shop.ts';

/** Now is 2025-11-01 12:00 UTC; the project's clock is Warsaw's, which went back at 01:00 UTC on Sunday 2025-10-26. */
const rows = `
INSERT INTO crm.companies (id, name, seats, parent_id) VALUES (1, 'Acme', 10, 2), (2, 'Big', 3, NULL);
INSERT INTO crm.contacts (contact_id, email, country, score, company_id) VALUES
  (1, 'a@x.com', 'PL', 1, 1), (2, 'b@x.com', 'DE', 2, 1), (3, NULL, 'PL', 3, 2), (4, NULL, NULL, NULL, NULL), (5, NULL, 'US', 5, 77),
  (6, NULL, 'US', NULL, NULL), (7, 'g@x.com', NULL, 9, NULL), (8, NULL, NULL, NULL, NULL);
INSERT INTO events.tracks (event, contact_id, "at", url, device) VALUES
  ('visit', 1, '2025-10-25 21:59:00', '/', 'desk'), ('visit', 1, '2025-10-25 22:00:00', '/', 'phone'),
  ('visit', 1, '2025-10-26 22:59:00', '/', 'tv'), ('visit', 1, '2025-10-26 23:00:00', NULL, 'phone'),
  ('visit', 2, '2025-10-26 00:30:00', '/', 'desk'), ('visit', 2, '2025-10-26 01:30:00', '/', 'desk'),
  ('visit', 3, '2025-01-31 12:00:00', '/', 'tv'), ('visit', 3, '2025-02-28 12:00:00', '/', NULL), ('visit', 3, '2025-04-01 12:00:00', '/', 'phone'),
  ('visit', 4, '2024-12-31 22:59:00', '/', 'desk'), ('visit', 4, '2024-12-31 23:00:00', '/', 'phone'), ('visit', 4, '2025-10-30', '/', 'tv'),
  ('visit', 5, NULL, '/', 'phone'), ('click', 6, '2025-10-30', '/', 'phone'),
  ('visit', 7, '2025-10-25 12:00:00', '/', 'desk'), ('visit', 7, '2025-11-02', '/', 'desk'),
  ('visit', 8, '2025-10-25 11:59:59.999', '/', 'desk'), ('visit', 8, '2025-10-31', '/', 'desk');
INSERT INTO shop.stores VALUES (1, 'Oslo'), (2, 'Rome');
INSERT INTO shop.orders (id, placed_at, due_on, status, total, weight, contact_id, store_id) VALUES
  ('a1', '2025-08-31 21:59:59', '2025-09-01', 'paid', 60, 1.5, 1, 1), ('a2', '2025-08-31 22:00:00', '2025-09-02', 'paid', 60, NULL, 1, 2),
  ('a3', '2025-09-30 12:00:00', '2025-09-03', 'pending', 40, 0, 1, 2), ('a4', '2025-10-31 12:00:00', NULL, 'pending', 100, 2, 1, 1),
  ('b1', '2025-10-01 12:00:00', '2025-12-31', 'paid', NULL, 2, 2, 1), ('b2', '2025-10-02 12:00:00', '2026-01-01', NULL, -5, 1, 2, 2),
  ('c1', NULL, '2025-10-31', 'refunded', 7, 1, 3, 1), ('c2', NULL, NULL, 'refunded', 7, 1, 3, 1), ('c3', '2025-10-31 12:00:00', NULL, 'pending', 7, 1, 3, 1);
INSERT INTO shop.lines VALUES (1, 2, 'tea', 'a1'), (2, 1, 'cup', 'a1'), (3, NULL, 'tea', 'a2'), (4, 3, 'tea', 'b1'), (5, 5, 'mug', 'c1');
INSERT INTO crm.tags VALUES (1, 'red'), (2, 'red'), (3, 'blue');
`;

const cases: readonly (readonly [string, string])[] = [
  // first times: the window is [2025-10-25 12:00, 2025-11-01 12:00)
  ['did visit for the first time in last 7 days', '1 2 7'],
  ['did not visit for the first time in last 7 days', '3 4 5 6 8'],
  ['not did visit for the first time in last 7 days', '3 4 5 6 8'],
  ['none of { did visit for the first time in last 7 days }', '3 4 5 6 8'],
  ['did visit for the first time in last 7 days where device = "tv"', '1 4'],
  ['did visit in last 7 days for the first time where device = "phone"', '1'],
  ['did visit for the first time in this year', '1 2 3 7 8'],
  ['did visit for the first time in last 7 days where at after 2025-10-30', '8'],
  ['did visit for the first time in next 7 days where at after now', '7'],
  ['has orders for the first time in previous month', '2 3'],
  ['has no orders for the first time in previous month', '1 4 5 6 7 8'],
  ['has orders for the first time in next 2 months by due_on', '2'],
  ['has orders for the first time from 2025-10-31 through 2025-10-31 by due_on', '3'],
  // days, from midnight to midnight of Warsaw
  ['did visit on at least 3 days', '1 3 4'],
  ['did visit on exactly 3 days', '1 3 4'],
  ['did visit on less than 1 day', '5 6'],
  ['not did visit on at least 1 day', '5 6'],
  ['did not visit on more than 0 days', '5 6'],
  ['did visit on at most 1 day', '2 5 6'],
  ['did visit on 2 days in last 7 full days', '1 8'],
  ['did visit on 2 days in last 7 days where device != "tv" or missing', '1'],
  ['count days(visit) = 0', '5 6'],
  ['count days(visit) > count days(orders)', '3 4 7 8'],
  ['count days(due_on of orders) = 3', '1'],
  ['count days(orders in next 3 months by due_on) = 2', '2'],
  // weeks from Monday, months, quarters, years, hours
  ['count weeks(visit) = 2', '1 4 7 8'],
  ['count consecutive weeks(visit) = 2', '1 7 8'],
  ['count months(visit) = 3', '3 4'],
  ['did visit on 2 consecutive months', '3 4 7'],
  ['count quarters(visit) = 3', '4'],
  ['count consecutive quarters(visit) = 2', '3 4'],
  ['count years(visit) = 2', '4'],
  ['count consecutive years(visit) >= 2', '4'],
  ['count hours(visit) = 2', '2 7 8'],
  ['count consecutive hours(visit) = 2', '1 2 4'],
  ['count consecutive days(visit) = 3', '1'],
  ['did visit on more than 2 consecutive days', '1'],
  ['did not visit on at least 2 consecutive days', '2 3 5 6 7 8'],
  ['count consecutive days(visit) = 0', '5 6'],
  ['has orders on exactly 3 months', '1'],
  ['has orders on at least 3 consecutive months in last 90 days', '1'],
  ['count consecutive years(due_on of orders) = 2', '2'],
  // having
  ['has orders on at least 1 month having sum(total) >= 100 USD', '1'],
  ['has orders on 2 months having sum(total) >= 100 USD', '1'],
  ['count months(orders having sum(total) > 100 USD) = 0', '1 2 3 4 5 6 7 8'],
  ['count months(orders having sum(total) = 0 USD) = 0', '1 2 3 4 5 6 7 8'],
  ['count days(orders having sum(total) = 0 USD) = 1', '2'],
  ['count days(orders having avg(total) < 0 USD) = 1', '2'],
  ['count days(orders having avg(total) != 7 USD) = 1', '2'],
  ['count weeks(visit having count >= 2) >= 1', '1 2 4'],
  ['count weeks(visit having count distinct(device) >= 2) >= 1', '1 4'],
  ['count weeks(visit where device = "phone" having count >= 1) = 2', '1'],
  ['count consecutive days(visit having count = 1) = 1', '1 3 7 8'],
  ['count consecutive days(visit having count = 1) = 2', '4'],
  ['has orders on exactly 2 months where status = "paid" having max(total) >= 60 USD', '1'],
  ['has orders on 2 consecutive months having median(weight * 2) >= 3', ''],
  ['count months(orders having sum(count(lines)) >= 2) = 1', '1'],
  ['count months(orders having count distinct(store.city) >= 2) = 1', '2'],
  ['count days(orders having max(contact.score) >= 2) = 2', '2'],
  ['has company.contacts where count months(orders having sum(total) >= 100 USD) = 2', '1 2'],
  ['in segment big_months(amount: 100 USD)', '1'],
  ['in segment big_months(amount: 0 USD)', '1 3'],
  // the most frequent value, the smallest of equals
  ['mode(visit.device) = "phone"', '1 3 5'],
  ['mode(visit.device) = "desk"', '2 4 7 8'],
  ['mode(visit.device) in ["phone", "tv"]', '1 3 5'],
  ['mode(orders.status) = "paid"', '1 2'],
  ['mode(orders.status) = "pending"', ''],
  ['mode(orders.status) is missing', '4 5 6 7 8'],
  ['mode(orders.weight) = 1', '2 3'],
  ['mode(orders.total) = 60 USD', '1'],
  // expressions of each row
  ['sum(total * 2 of orders) = 42 USD', '3'],
  ['sum(weight * total of orders) = 290 USD', '1'],
  ['sum(quantity * order.total of orders.lines) = 180 USD', '1'],
  ['avg(50% of total of orders where status = "paid") = 30 USD', '1'],
  ['max(quantity + 1 of orders.lines) = 4', '2'],
  ['count distinct(date(at) of visit) = 2', '7 8'],
  ['count distinct(store of orders) = 1', '3'],
  ['last(quantity * 2 of orders.lines) = 6', '2'],
  ['sum(count(lines) of orders) = 3', '1'],
  ['sum(case { when status = "paid" then 2, else 1 } of orders) = 6', '1'],
  ['min(contact.score * 10 of orders) = 10', '1'],
  // M of N
  ['at least 2 of { country = "PL"\ntagged "red"\nscore > 1 }', '1 2 3'],
  ['exactly 2 of { country = "PL"\ntagged "red"\nscore > 1 }', '1 2 3'],
  ['more than 2 of { country = "PL"\ntagged "red"\nscore >= 1 }', '1'],
  ['less than 2 of { country = "PL"\ntagged "red"\nscore > 1 }', '4 5 6 7 8'],
  ['at most 1 of { country = "PL"\ntagged "red"\nscore > 1 }', '4 5 6 7 8'],
  ['not at least 2 of { country = "PL"\ntagged "red"\nscore > 1 }', '4 5 6 7 8'],
  ['none of { exactly 2 of { country = "PL"\ntagged "red"\nscore > 1 } }', '4 5 6 7 8'],
  ['exactly 0 of { country = "PL"\ntagged "red"\nscore > 1 }', '4 6 8'],
  ['2 of { did visit\nhas orders\ncount(company.contacts) = 2 }', '1 2 3'],
  ['has orders where 2 of { status = "paid"\ntotal = 60 USD\nstore.city = "Rome" }', '1'],
  // where they may stand
  ['count days(company.contacts.visit) = 3', '1 2 3'],
  ['did company.contacts.visit on at least 3 consecutive days', '1 2'],
  ['has company.contacts where did visit on at least 3 days', '1 2 3'],
  ['has orders where has store.orders on 2 consecutive months', '1 2'],
  ['has orders where count months(store.orders where contact = order.contact) = 2', '1'],
  ['active_days = 3', '1 3 4'],
  ['has company.contacts as other where other.active_days > contact.active_days', '2'],
  ['second_order_at < first_order_at + 2 seconds', '1'],
  ['second_order_at < first_order_at + 24 hours', '1'],
  ['second_order_at <= first_order_at + 1 day', '1 2'],
  ['first_order_at = second_order_at - 1 day', '2'],
  ['in segment on_days(least: 3)', '1 3 4'],
  ['in segment on_days(least: 4)', ''],
  ['not in segment regulars', '2 5 6 7 8'],
];

const more = `
trait contact.active_days: int = count days(visit)
segment on_days(least: int) of contact { where { did visit on at least $least days } }
segment big_months(amount: money(USD)) of contact { where { count months(orders having sum(total) >= $amount) > 0 } }
trait contact.first_order_at: timestamp? = min(orders.placed_at)
trait contact.second_order_at: timestamp? = min(orders.placed_at where placed_at > contact.first_order_at)
segment regulars of contact { where { 1 of { count days(visit) = 3 } } }
`;

describe('conditions over periods', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables + rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (line, expected) => {
    const plan = planOf(contacts(line) + more, noon, ['s']);
    const members = await warehouse.membersOfAll(plan);
    expect(members.get('s')?.join(' ')).toBe(expected);
    expect(printSegmentQuery(plan, 's', snowflakeDialect, published)).not.toBe('');
  });

  it('compare two of them in one table', async () => {
    const lines = ['count days(visit) = 3', 'count(visit) = 3', 'count weeks(visit) > 1'];
    const plan = planOf(contacts(...lines), noon);
    expect(printSegmentQuery(plan, 's', snowflakeDialect, published)).not.toContain('VISIT_2');
    expect((await warehouse.membersOfAll(plan)).get('s')).toEqual(['3', '4']);
  });

  it.each([
    ['monday', '1'],
    ['sunday', ''],
    ['saturday', '1'],
  ])('in weeks from %s', async (first, expected) => {
    const text = `${model.replace('monday', first)}
segment s of company { where { count weeks(contacts.visit in last 30 days where device = "desk") = 1 } }`;
    const members = await warehouse.membersOfAll(planOf(text, noon));
    expect(members.get('s')?.join(' ')).toBe(expected);
  });
});
