// Samples: the place of a key in a draw is worked out here by Node's own MD5, and compared with what the printed SQL finds.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, sqlOf } from './memory-warehouse.ts';
import { contacts, model, tables } from './small-shop.ts';

const count = 3000;
const keys = Array.from({ length: count }, (_, index) => String(index + 1));

// Every third contact has no company, every company but the last exists; two orders for each contact.
const rows = `
INSERT INTO crm.companies (id) SELECT range FROM range(1, 100);
INSERT INTO crm.contacts (contact_id, company_id)
  SELECT range, CASE WHEN range % 3 = 0 THEN NULL ELSE range % 100 + 1 END FROM range(1, ${count + 1});
INSERT INTO shop.orders (id, contact_id, total) SELECT 'o' || range, range % ${count} + 1, 10 FROM range(0, ${2 * count});
`;

let warehouse: MemoryWarehouse;
beforeAll(async () => {
  warehouse = await MemoryWarehouse.open(tables + rows);
});
afterAll(() => {
  warehouse.close();
});

/** From 0 to 1. */
function placeOf(key: string, seed: string): number {
  const digest = createHash('md5').update(`${seed}:${key}`).digest('hex');
  return Number.parseInt(digest.slice(0, 8), 16) / 2 ** 32;
}

function within(low: number, high: number, seed = 'q4'): (key: string) => boolean {
  return (key) => placeOf(key, seed) >= low && placeOf(key, seed) < high;
}

/** The key of a contact's company; undefined when there is none, also when the key leads nowhere. */
function companyOf(key: string): string | undefined {
  const contact = Number(key);
  const company = (contact % 100) + 1;
  return contact % 3 === 0 || company === 100 ? undefined : String(company);
}

function ordersOf(key: string): readonly string[] {
  const first = (Number(key) - 1 + count) % count;
  return [`o${first}`, `o${first + count}`];
}

function byCompany(test: (company: string) => boolean, missing: boolean): (key: string) => boolean {
  return (key) => {
    const company = companyOf(key);
    return company === undefined ? missing : test(company);
  };
}

const tenth = within(0, 0.1);
const cases: readonly (readonly [string, (key: string) => boolean])[] = [
  ['in sample 10% seed "q4"', tenth],
  ['not in sample 10% seed "q4"', (key) => !tenth(key)],
  ['not (in sample 10% seed "q4")', (key) => !tenth(key)],
  ['none of { in sample 10% seed "q4" }', (key) => !tenth(key)],
  ['not (not in sample 10% seed "q4")', tenth],
  ['in sample 12.5% seed "q4"', within(0, 0.125)],
  ['in sample 10%..30% seed "q4"', within(0.1, 0.3)],
  ['not in sample 10%..30% seed "q4"', (key) => !within(0.1, 0.3)(key)],
  ['in sample 90%..100% seed "q4"', within(0.9, 1)],
  ['in sample 0%..10% seed "q4"', tenth],
  ['in sample 0%..100% seed "q4"', () => true],
  ['in sample 100% seed "q4"', () => true],
  ['not in sample 100% seed "q4"', () => false],
  ['in sample 0% seed "q4"', () => false],
  ['not in sample 30%..10% seed "q4"', () => true],
  ['in sample 10% seed "other"', within(0, 0.1, 'other')],
  [`in sample 50% seed "it's \\"x\\" \\\\ %"`, within(0, 0.5, `it's "x" \\ %`)],
  ['in sample 50% seed ""', within(0, 0.5, '')],
  ['company in sample 50% seed "q4"', byCompany(within(0, 0.5), false)],
  ['company in sample 50% seed "q4" or missing', byCompany(within(0, 0.5), true)],
  ['not (company in sample 50% seed "q4")', byCompany((one) => !within(0, 0.5)(one), true)],
  [
    'company not in sample 50% seed "q4" and known',
    byCompany((one) => !within(0, 0.5)(one), false),
  ],
  [
    'company not in sample 50% seed "q4" or missing',
    byCompany((one) => !within(0, 0.5)(one), true),
  ],
  ['company in sample 100% seed "q4"', byCompany(() => true, false)],
  ['not (company in sample 100% seed "q4")', byCompany(() => false, true)],
  ['company not in sample 0% seed "q4" and known', byCompany(() => true, false)],
  ['company in sample 0% seed "q4" or missing', byCompany(() => false, true)],
  ['has orders where in sample 20% seed "q4"', (key) => ordersOf(key).some(within(0, 0.2))],
  ['has orders where contact in sample 20% seed "q4"', within(0, 0.2)],
  ['all orders have in sample 60% seed "q4"', (key) => ordersOf(key).every(within(0, 0.6))],
  ['drawn >= 1', (key) => ordersOf(key).some(within(0.5, 0.75))],
  ['in segment group_of(share: 25%, draw: "a")', within(0, 0.25, 'a')],
  ['not in segment group_of(share: 25%, draw: "a")', (key) => !within(0, 0.25, 'a')(key)],
  ['in segment group_of(share: 250%, draw: "a")', () => true],
];

const others = `
trait contact.drawn: int = count(orders where in sample 50%..75% seed "q4")
segment group_of(share: percent, draw: text) of contact { where { in sample $share seed $draw } }
`;

describe('in sample', () => {
  it.each(cases)('%s', async (condition, expected) => {
    const plan = planOf(contacts(condition) + others);
    const members = (await warehouse.membersOfAll(plan)).get('s') ?? [];
    expect(new Set(members)).toEqual(new Set(keys.filter(expected)));
  });

  it('splits all objects into adjoining ranges, and draws about as many as it says', async () => {
    const parts = ['0%..33.3%', '33.3%..66.6%', '66.6%..100%'];
    const segments = parts.map(
      (part, index) =>
        `segment part_${index} of contact { where { in sample ${part} seed "s" } }\n`,
    );
    const members = await warehouse.membersOfAll(planOf(model + segments.join('')));
    expect([...members.values()].flat().toSorted()).toEqual(keys.toSorted());
    for (const part of members.values()) {
      expect(part.length).toBeGreaterThan(count * 0.3);
      expect(part.length).toBeLessThan(count * 0.37);
    }
  });

  it('is the same data however the whole and its parts are written', () => {
    const [plain, ranged] = ['10%', '0%..10.0%'].map(
      (share) => planOf(contacts(`in sample ${share} seed "x"`)).segments[0]?.canonical,
    );
    expect(plain).toBe(ranged);
  });

  it('asks Snowflake the same question', () => {
    expect(sqlOf(contacts('in sample 10%..20% seed "q4"'), snowflakeDialect)).toContain(
      `LEFT(MD5('q4:' || CAST("CONTACT"."CONTACT_ID" AS VARCHAR)), 8) >= '1999999a'`,
    );
  });
});
