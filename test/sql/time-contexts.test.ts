// Times of this language wherever a condition may stand: in a collection, over a relation, in a trait, a template, a list.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';
import { model, tables } from './small-shop.ts';

const declarations = `
calendar desk { open: monday..friday 08:00..18:00 }
trait contact.first_wait: decimal? = min(hours_between(placed_at, due_at, counting: desk) of orders)
`;

const shop = model.replace('  due_on: date?\n', '  due_on: date?\n  due_at: timestamp?\n');

const rows = `
ALTER TABLE shop.orders ADD COLUMN due_at TIMESTAMP;
INSERT INTO crm.companies (id, renewal_on) VALUES (1, DATE '2020-11-03'), (2, DATE '2020-12-03');
INSERT INTO crm.contacts (contact_id, company_id, born_on, seen_at) VALUES
  (1, 1, DATE '1990-11-02', TIMESTAMP '2025-10-31 12:00:00'),
  (2, 2, DATE '1990-12-02', TIMESTAMP '2025-10-31 16:00:00'),
  (3, NULL, NULL, NULL);
INSERT INTO shop.orders (id, contact_id, placed_at, due_at, due_on) VALUES
  ('a', 1, TIMESTAMP '2025-10-31 16:30:00', TIMESTAMP '2025-11-03 08:00:00', DATE '2025-11-01'),
  ('b', 1, TIMESTAMP '2025-10-31 15:00:00', TIMESTAMP '2025-11-03 08:00:00', NULL),
  ('c', 2, TIMESTAMP '2025-11-01 10:00:00', TIMESTAMP '2025-11-02 10:00:00', DATE '2025-12-24');
INSERT INTO crm.lists VALUES (1, 'news', TIMESTAMP '2025-10-31 15:59:00'), (2, 'news', TIMESTAMP '2025-10-31 16:30:00');
`;

/** `now` is noon UTC of Saturday 1 November 2025: the desk closed on Friday at 17:00 UTC. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['anniversary of company.renewal_on in next 7 days', ['1']],
  ['not anniversary of company.renewal_on in next 7 days', ['2', '3']],
  ['has orders where anniversary of due_on in this full month', ['1']],
  ['has orders where due_at less than 2 hours after placed_at counting desk', ['1', '2']],
  ['all orders have due_at more than 1 hour after placed_at counting desk', ['1']],
  ['count(orders where hours_between(placed_at, due_at, counting: desk) >= 3) = 1', ['1']],
  ['max(hours_since(placed_at, counting: desk) of orders) = 2', ['1']],
  ['first_wait = 1.5', ['1']],
  ['first_wait is missing', ['3']],
  ['seen_at more than 2 hours ago counting desk', ['1']],
  ['not seen_at more than 2 hours ago counting desk', ['2', '3']],
  ['seen_at at least 1 hour ago counting desk or missing', ['1', '2', '3']],
  ['none of { seen_at more than 2 hours ago counting desk }', ['2', '3']],
  ['in list "news" added more than 1 hour ago counting desk', ['1']],
  ['in list "news" added at most 30 minutes ago counting desk', ['2']],
  ['in segment waiting(hours: 2)', ['1']],
  ['in segment waiting(hours: 2 - 1 * 2)', ['1', '2']],
  ['in segment late(hours: 3)', ['1']],
  ['in segment patient', ['1']],
  ['has orders where due_at more than 90 minutes after contact.seen_at counting desk', ['1']],
  [
    'has company.contacts as other where other.seen_at at most 1 hour before contact.seen_at',
    ['1', '2'],
  ],
  ['days_between(born_on, company.renewal_on, counting: desk) > 0', ['1', '2']],
];

const segments = `
segment waiting(hours: int) of contact { where { seen_at more than $hours hours ago counting desk } }
segment late(hours: int) of contact {
  where { has orders where due_at at least $hours hours after placed_at counting desk }
}
segment patient of contact { where { seen_at more than 2 hours ago counting desk } }
`;

describe('conditions on time in their places', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
    await warehouse.run(rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, expected) => {
    const text = `${shop}${declarations}${segments}
segment s of contact { where { ${condition} } }
segment rest of contact { except ${condition} }
`;
    const members = await warehouse.membersOfAll(planOf(text));
    expect(members.get('s')).toEqual(expected);
    expect(members.get('rest')).toEqual(['1', '2', '3'].filter((id) => !expected.includes(id)));
  });
});
