// `was in`, `entered` and `left` over a log written by hand: now is 2025-11-01T12:00Z, the project's zone is an hour ahead of UTC
// since October 26th. Every expectation is worked out from docs/language.md.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';
import { contacts, model, tables } from './small-shop.ts';

const rows = `
INSERT INTO crm.companies (id, name, parent_id) VALUES (1, 'Acme', 2), (2, 'Big', NULL), (3, 'Empty', NULL);
INSERT INTO crm.contacts (contact_id, country, company_id) VALUES (1, 'PL', 1), (2, 'DE', 1), (3, 'PL', 2), (4, NULL, 77), (5, 'US', NULL);
INSERT INTO shop.orders (id, contact_id) VALUES ('a', 1), ('b', 4);
CREATE TABLE segments.membership_changes (refresh_id VARCHAR, object_type VARCHAR, segment VARCHAR, object_key VARCHAR, change VARCHAR, changed_at TIMESTAMP);
INSERT INTO segments.membership_changes VALUES
  ('1', 'contact', 'vips', '1', 'entered', TIMESTAMP '2025-09-01 12:00:00'),
  ('1', 'contact', 'vips', '2', 'entered', TIMESTAMP '2025-09-01 12:00:00'),
  ('2', 'contact', 'vips', '2', 'left', TIMESTAMP '2025-10-02 12:00:00'),
  ('3', 'contact', 'vips', '3', 'entered', TIMESTAMP '2025-10-30 23:00:00'),
  ('4', 'contact', 'vips', '3', 'left', TIMESTAMP '2025-10-30 23:00:00'),
  ('5', 'contact', 'vips', '4', 'entered', TIMESTAMP '2025-11-01 12:00:00'),
  ('5', 'contact', 'vips', 'x9', 'entered', TIMESTAMP '2025-10-01 12:00:00'),
  ('5', 'contact', 'others', '5', 'entered', TIMESTAMP '2025-10-01 12:00:00'),
  ('5', 'company', 'vips', '5', 'entered', TIMESTAMP '2025-10-01 12:00:00'),
  ('6', 'company', 'firms', '1', 'entered', TIMESTAMP '2025-10-20 12:00:00'),
  ('7', 'company', 'firms', '2', 'left', TIMESTAMP '2025-10-20 12:00:00');
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['entered segment vips', ['1', '2', '3']],
  ['not entered segment vips', ['4', '5']],
  ['left segment vips', ['2', '3']],
  ['left segment vips in last 30 days', ['2', '3']],
  ['left segment vips in last 29 days', ['3']],
  ['entered segment vips in last 61 days', ['1', '2', '3']],
  ['entered segment vips between 61 and 30 days ago', ['1', '2']],
  ['entered segment vips between 61 and 0 days ago', ['1', '2', '3']],
  ['entered segment vips on 2025-10-31', ['3']],
  ['entered segment vips on 2025-10-30', []],
  ['entered segment vips since 2025-10-31', ['3']],
  ['entered segment vips from 2025-10-01 until 2026-10-01', ['3']],
  ['entered segment vips in this month', []],
  ['entered segment vips in this full month', []],
  ['entered segment vips in previous month', ['3']],
  ['was in segment vips 0 days ago', ['1']],
  ['was in segment vips at now', ['1']],
  ['was in segment vips 30 days ago', ['1', '2']],
  ['was in segment vips 29 days ago', ['1']],
  ['was in segment vips 61 days ago', []],
  ['was in segment vips 1464 hours ago', []],
  ['was in segment vips 1463 hours ago', ['1', '2']],
  ['was in segment vips at 2025-10-30T23:00:00.001Z', ['1']],
  ['was in segment vips at 2026-01-01T00:00:00Z', ['1']],
  ['was in segment vips on 2025-10-31', ['1', '3']],
  ['was in segment vips on 2025-10-30', ['1']],
  ['was in segment vips on 2026-10-30', ['1']],
  ['was in segment vips in last 2 days', ['1', '3']],
  ['was in segment vips in last 1 day', ['1']],
  ['was in segment vips in last 31 days', ['1', '2', '3']],
  ['was in segment vips in this month', ['1']],
  ['was in segment vips in this full month', ['1']],
  ['was in segment vips from 2025-09-01 through 2025-09-01', ['1', '2']],
  ['was in segment vips since 2026-01-01', ['1']],
  ['was not in segment vips 30 days ago', ['3', '4', '5']],
  ['not (was in segment vips 30 days ago)', ['3', '4', '5']],
  ['none of { was in segment vips 30 days ago\n entered segment vips }', ['4', '5']],
  ['was not in segment vips in last 2 days', ['2', '4', '5']],
  ['company entered segment firms', ['1', '2']],
  ['company left segment firms', ['3']],
  ['company.parent left segment firms', ['1', '2']],
  ['not company entered segment firms', ['3', '4', '5']],
  ['company entered segment firms or missing', ['1', '2', '4', '5']],
  ['company was not in segment firms 1 day ago and known', ['3']],
  ['company was not in segment firms 1 day ago or missing', ['3', '4', '5']],
  ['company was in segment firms 1 day ago', ['1', '2']],
  ['has orders where contact entered segment vips', ['1']],
  ['has orders where contact was not in segment vips 30 days ago and known', ['4']],
  ['recent_buys > 0', ['1']],
  ['in segment before(time: 30, day: 2025-10-31)', ['1']],
  ['not in segment before(time: 30, day: 2025-10-31)', ['2', '3', '4', '5']],
  ['in segment draft_of_history', ['2', '3']],
];

const others = `
trait contact.recent_buys: int = count(orders where contact was in segment vips 30 days ago)
segment vips of contact { where { country = "PL" } }
segment firms of company { where { name = "Acme" } }
segment before(time: int, day: date) of contact { where {
  was in segment vips $time days ago
  was in segment vips on $day
} }
segment draft_of_history of contact { status: draft
  where { left segment vips } }
`;

let warehouse: MemoryWarehouse;
beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(tables + rows);
});
afterAll(() => {
  warehouse.close();
});

describe('the history of a membership', () => {
  it.each(cases)('%s', async (condition, expected) => {
    const plan = planOf(contacts(condition) + others);
    expect((await warehouse.membersOfAll(plan)).get('s')).toEqual(expected);
    expect(printSegmentQuery(plan, 's', snowflakeDialect, published)).toContain(
      'MEMBERSHIP_CHANGES',
    );
  });

  it('of an object inside a collection is that of each row', async () => {
    const segment = `segment s of company {\n  where {\n    has contacts where was in segment vips 30 days ago\n  }\n}\n`;
    const members = await warehouse.membersOfAll(planOf(model + others + segment));
    expect(members.get('s')).toEqual(['1']);
  });

  it('is no dependency of the plan, but is said in it, and depends on time', () => {
    const plan = planOf(contacts('entered segment vips') + others, undefined, ['s']);
    expect(plan.segments).toMatchObject([
      { name: 's', dependsOn: [], historyOf: ['vips'], timeDependent: true },
    ]);
    expect(plan.sources.map(({ table }) => table)).toEqual(['crm.contacts']);
  });
});
