// Events, related objects, lists, tags, consents and references: what DuckDB finds in small tables made for each rule.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';
import { contacts, model, tables } from './small-shop.ts';

const rows = `
INSERT INTO crm.companies VALUES (1, 'Acme', 'fintech', 10, NULL, 2), (2, 'Big', 'retail', 3, NULL, NULL), (3, 'Empty', NULL, NULL, NULL, NULL);
INSERT INTO crm.contacts (contact_id, email, country, score, seen_at, company_id) VALUES
  (1, 'a@x.com', 'PL', 2, TIMESTAMP '2025-10-01', 1), (2, 'b@x.com', 'DE', 20, TIMESTAMP '2025-10-20', 1),
  (3, 'c@x.com', 'PL', 1, NULL, 2), (4, NULL, NULL, NULL, NULL, 77), (5, NULL, 'US', 3, TIMESTAMP '2025-01-01', NULL);
INSERT INTO crm.contacts (contact_id, kind, company_id) VALUES (9, 'robot', 1);
INSERT INTO shop.stores VALUES (1, 'Oslo'), (2, 'Rome'), (3, NULL);
INSERT INTO shop.orders VALUES
  ('a1', TIMESTAMP '2025-10-10', DATE '2025-11-05', 'paid', 100, 1.5, 1, 1), ('a2', TIMESTAMP '2025-10-20', NULL, 'paid', 50, NULL, 1, 2),
  ('a3', NULL, NULL, 'refunded', 10, 0, 1, NULL), ('a3', NULL, NULL, 'refunded', 10, 0, 1, NULL),
  ('b1', TIMESTAMP '2025-06-01', NULL, 'paid', 900, 2, 2, 1), ('b2', TIMESTAMP '2025-10-31', NULL, NULL, NULL, NULL, 2, 99),
  ('c1', TIMESTAMP '2025-10-31', NULL, 'pending', -5, 1, 3, 1), ('x1', TIMESTAMP '2025-10-31', NULL, 'paid', 5, 1, NULL, 1), ('y1', TIMESTAMP '2025-10-31', NULL, 'paid', 5, 1, 500, 1);
INSERT INTO shop.lines VALUES (1, 2, 'tea', 'a1'), (2, 1, 'cup', 'a1'), (3, 9, 'tea', 'a2'), (4, 5, 'tea', 'b1'), (5, NULL, NULL, 'b2'), (6, 3, 'mug', 'c1'), (7, 1, 'tea', 'nothing');
INSERT INTO crm.groups VALUES (1, 'choir'), (2, 'club');
INSERT INTO crm.group_members VALUES (1, 1, 1), (2, 1, 2), (3, 2, 2), (4, 3, 88), (5, 1, 1);
INSERT INTO events.tracks VALUES
  ('visit', 1, TIMESTAMP '2025-10-31 12:00:00', '/pricing', 'phone'), ('visit', 1, TIMESTAMP '2025-10-30 12:00:00', '/', 'desk'),
  ('visit', 1, TIMESTAMP '2025-10-30 12:00:00', '/', 'desk'), ('visit', 2, TIMESTAMP '2025-10-31 12:00:00', NULL, 'desk'),
  ('visit', 2, TIMESTAMP '2025-09-01', '/pricing', 'tv'), ('click', 3, TIMESTAMP '2025-10-31', '/pricing', 'tv'), ('visit', NULL, TIMESTAMP '2025-10-31', '/', 'tv');
INSERT INTO crm.lists VALUES (1, 'news', TIMESTAMP '2025-01-01'), (1, 'vip', TIMESTAMP '2025-10-31'), (2, 'news', TIMESTAMP '2025-10-31'), (3, 'staff', NULL);
INSERT INTO crm.tags VALUES (1, 'red'), (1, 'blue'), (2, 'red'), (2, 'red');
INSERT INTO crm.consents VALUES
  (1, 'email', 'opted_out', TIMESTAMP '2025-01-01'), (1, 'email', 'opted_in', TIMESTAMP '2025-02-01'),
  (2, 'email', 'opted_in', TIMESTAMP '2025-01-01'), (2, 'email', 'bounced', TIMESTAMP '2025-02-01'),
  (3, 'email', 'asked', TIMESTAMP '2025-01-01'), (4, 'email', 'opted_in', TIMESTAMP '2025-01-01'), (4, 'email', 'opted_out', TIMESTAMP '2025-01-01'),
  (1, 'post', 'opted_out', TIMESTAMP '2025-01-01'), (2, 'post', 'opted_in', TIMESTAMP '2025-01-01');
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['did visit', ['1', '2']],
  ['did not visit', ['3', '4', '5']],
  ['not did visit', ['3', '4', '5']],
  ['did visit more than 2 times in last 30 days', ['1']],
  ['did visit at least 3 times', ['1']],
  ['did visit exactly 2 times', ['2']],
  ['did visit less than 3 times', ['2', '3', '4', '5']],
  ['not did visit less than 3 times', ['1']],
  ['did visit at most 0 times in last 30 days', ['3', '4', '5']],
  ['did visit where url contains "pricing"', ['1', '2']],
  ['did visit in last 7 days where url contains "pricing"', ['1']],
  ['did not visit in last 7 days where url contains "pricing"', ['2', '3', '4', '5']],
  ['has orders', ['1', '2', '3']],
  ['has no orders', ['4', '5']],
  ['has at least 3 orders', ['1']],
  ['has orders where status != "paid" or missing', ['1', '2', '3']],
  ['has orders in last 7 days', ['2', '3']],
  ['has orders in next 7 days by due_on', ['1']],
  ['count(orders) = 4', ['1']],
  ['count(orders) = 0', ['4', '5']],
  ['count(orders where status = "paid") < 2', ['2', '3', '4', '5']],
  ['count distinct(orders.store) = 2', ['1', '2']],
  ['count distinct(orders.status) = 2', ['1']],
  ['count distinct(orders.store.city) = 1', ['2', '3']],
  ['sum(orders.total) > 100 USD', ['1', '2']],
  ['sum(orders.total) < 0 USD', ['3']],
  ['sum(orders.total) <= 0 USD', ['3', '4', '5']],
  ['sum(orders.total) = 0 USD', ['4', '5']],
  ['avg(orders.total) = 42.5 USD', ['1']],
  ['avg(orders.weight) = 0.5', ['1']],
  ['not avg(orders.total) > 50 USD', ['1', '3', '4', '5']],
  ['min(orders.placed_at) before 2025-07-01', ['2']],
  ['max(orders.total) is missing', ['4', '5']],
  ['median(orders.total) = 30 USD', ['1']],
  ['first(orders.status) = "paid"', ['1', '2']],
  ['last(orders.status) = "paid"', ['1']],
  ['last(orders.status) is missing', ['2', '4', '5']],
  ['last(visit.device) = "phone"', ['1']],
  ['first(visit.device) = "desk"', ['1']],
  [
    'sum(orders.total in last 30 days) < 50% of sum(orders.total between 180 and 30 days ago)',
    ['2', '3'],
  ],
  ['sum(orders.lines.quantity) = 12', ['1']],
  ['sum(orders.lines.quantity where sku = "tea") >= 5', ['1', '2']],
  ['count(orders.lines in last 30 days) = 3', ['1']],
  ['has orders where { status = "paid", has lines where sku = "cup" }', ['1']],
  ['has no orders where has lines', ['4', '5']],
  ['has orders where count(lines) = 0', ['1']],
  ['has orders where sum(lines.quantity where sku = "tea") > 4', ['1', '2']],
  ['all orders have total > 0 USD', ['1']],
  ['all orders have total > 0 USD or missing', ['1', '2']],
  ['not all orders have total > 0 USD', ['2', '3', '4', '5']],
  ['all orders in last 30 days have status = "paid"', ['1']],
  ['all orders where status = "paid" have has lines where quantity > 1', ['1', '2']],
  ['has groups where name = "club"', ['1', '2']],
  ['count(groups) = 3', ['1']],
  ['count distinct(groups.name) = 2', ['1']],
  ['has no groups', ['3', '4', '5']],
  ['tagged "red"', ['1', '2']],
  ['not tagged "red"', ['3', '4', '5']],
  ['tagged any of ["blue", "green"]', ['1']],
  ['tagged all of ["red", "blue"]', ['1']],
  ['not tagged all of ["red", "blue"]', ['2', '3', '4', '5']],
  ['in list "news"', ['1', '2']],
  ['in list "news" added more than 6 months ago', ['1']],
  ['not in list "news" added more than 6 months ago', ['2', '3', '4', '5']],
  ['in list any of ["vip", "staff"]', ['1', '3']],
  ['in list all of ["vip", "news"]', ['1']],
  ['in list "staff" added in last 30 days', []],
  ['consents to mail', ['1']],
  ['not consents to mail', ['2', '3', '4', '5']],
  ['consent mail is granted', ['1']],
  ['consent mail is denied', ['2', '4']],
  ['consent mail is unknown', ['3', '5']],
  ['consent mail is not unknown', ['1', '2', '4']],
  ['consents to post', ['2', '3', '4', '5']],
  ['consent post is unknown', ['3', '4', '5']],
  ['consent post is denied', ['1']],
  ['spent > 100 USD', ['1', '2']],
  ['double_spent = 300 USD', ['1']],
  ['last_order_at more than 5 days ago', ['1']],
  ['count(company.contacts) = 2', ['1', '2']],
  ['count(company.contacts) = 0', ['4', '5']],
  ['count(company.contacts where country = contact.country) = 1', ['1', '2', '3']],
  ['count(company.contacts as other where other.score < contact.score) = 1', ['2']],
  [
    'has company.contacts as other where { other.id != contact.id, other.email is known }',
    ['1', '2'],
  ],
  ['has orders where total >= contact.spent', ['2']],
  ['has orders where store.city = "Oslo"', ['1', '2', '3']],
  ['has orders where has lines where quantity > contact.score', ['1', '3']],
  [
    'has orders where has lines where line.quantity > order.weight and contact.country = "PL"',
    ['1', '3'],
  ],
  ['has orders where has store.orders as peer where peer.total < order.total', ['1', '2']],
  [
    'has orders as mine where { has store.orders as peer where { peer.total > mine.total, peer.contact != mine.contact or missing } }',
    ['1', '3'],
  ],
  ['count(orders where has lines where quantity > order.weight) >= 1', ['1', '2', '3']],
  ['did visit where at >= contact.seen_at and at < contact.seen_at + 29 days', ['2']],
  ['company.parent.name = "Big"', ['1', '2']],
  ['company.people = 2', ['1', '2']],
  ['has orders where contact.country = "PL"', ['1', '3']],
];

describe('conditions on related rows', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables + rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, expected) => {
    const members = await warehouse.membersOfAll(planOf(contacts(condition)));
    expect(members.get('s')).toEqual(expected);
  });

  it('looks members up, over relations and in negations', async () => {
    const plan = planOf(`${model}
segment fintech of company { where { industry = "fintech" } }
segment mine of contact { where { company in segment fintech } }
segment not_mine of contact { where { company not in segment fintech or missing } }
segment not_known of contact { where { company not in segment fintech and known } }
segment rest of contact { where { not in segment mine } }
segment except_mine of contact { except in segment mine }
segment with_mine of company { where { has contacts where in segment mine } }
segment buyers of contact { where { has orders where contact in segment mine } }
`);
    const members = await warehouse.membersOfAll(plan);
    expect(Object.fromEntries(members)).toEqual({
      fintech: ['1'],
      mine: ['1', '2'],
      not_mine: ['3', '4', '5'],
      not_known: ['3'],
      rest: ['3', '4', '5'],
      except_mine: ['3', '4', '5'],
      with_mine: ['1'],
      buyers: ['1', '2'],
    });
  });

  it('writes templates and drafts out, with their arguments and defaults', async () => {
    const plan = planOf(`${model}
segment rich(limit: money(USD) = 500 USD, days: int = 30) of contact {
  where { spent > $limit or has orders in last $days days where total < 0 USD }
}
segment from_land(land: text) of contact { where { country = $land } }
segment draft of contact { status: draft, where { in segment from_land(land: "PL") } }
segment a of contact { where { in segment rich } }
segment b of contact { where { in segment rich(limit: 100 USD) } }
segment c of contact { where { in segment rich(limit: 100 USD, days: 1), not in segment from_land(land: "DE") } }
segment d of contact { where { in segment draft } }
segment e of order { where { contact in segment from_land(land: "PL") } }
segment f of order { where { contact not in segment from_land(land: "PL") or missing } }
`);
    expect(plan.segments.map(({ name }) => name)).toEqual(['b', 'c', 'd', 'e', 'f', 'rich', 'a']);
    const members = await warehouse.membersOfAll(plan);
    expect(Object.fromEntries(members)).toMatchObject({
      rich: ['2', '3'],
      a: ['2', '3'],
      b: ['1', '2', '3'],
      c: ['1'],
      d: ['1', '3'],
      e: ['a1', 'a2', 'a3', 'a3', 'c1'],
      f: ['b1', 'b2', 'x1', 'y1'],
    });
  });

  it('publishes columns in the types of the warehouse', async () => {
    const plan = planOf(`${model}
segment s of contact {
  publish: [email, score, company.name, spent]
  where { id = "1" }
}
`);
    await warehouse.membersOfAll(plan);
    const rowsOfTable = await warehouse.rows('DESCRIBE segments.s');
    expect(rowsOfTable.map(([name, type]) => `${String(name)} ${String(type)}`)).toEqual([
      'contact_id BIGINT',
      'email VARCHAR',
      'score INTEGER',
      'company_name VARCHAR',
      'spent DECIMAL(38,4)',
    ]);
  });
});
