// What DuckDB answers for every condition on attributes, with missing values and their negations.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from './memory-warehouse.ts';
import { contacts, tables } from './small-shop.ts';

const rows = `
INSERT INTO crm.companies VALUES (1, 'Acme', 'fintech', 10, DATE '2026-01-01', 2), (2, 'Big', NULL, NULL, NULL, NULL);
INSERT INTO crm.contacts (contact_id, email, country, score, balance, rate, vip, nickname, website, interests, lead, company_id) VALUES
  (1, 'Ada@X.com', 'PL', 5, 100.5, 0.7, true, 'Al', 'https://u:p@Shop.example.com:8080/a?b', ['a', 'b'], '{"score": 41, "source": "ad", "a b": {"c": "x"}, "at": "2025-11-01T11:00:00+01:00", "ok": true, "tags": ["t1", "t2"]}', 1),
  (2, 'bob@y.com', 'DE', 10, 99.99, 0.5, false, '', 'https://example.org', [], '{"score": null, "source": "", "ok": false}', 2),
  (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
  (4, 'x''y@z.com', 'pl', 0, -1, 0, NULL, 'Al', 'no url', ['c'], '{"score": "high"}', 99);
INSERT INTO crm.contacts (contact_id, kind, country) VALUES (5, 'robot', 'PL');
INSERT INTO crm.contacts (contact_id, deleted_at, country) VALUES (6, TIMESTAMP '2025-01-01', 'PL');
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['country = "PL"', ['1']],
  ['country != "PL" or missing', ['2', '3', '4']],
  ['country != "PL" and known', ['2', '4']],
  ['not country = "PL"', ['2', '3', '4']],
  ['not country != "PL" or missing', ['1']],
  ['country = "PL" or missing', ['1', '3']],
  ['not (country = "PL" or score > 5)', ['3', '4']],
  ['not (country = "PL" and score > 2)', ['2', '3', '4']],
  ['country in ["PL", "DE"]', ['1', '2']],
  ['country not in ["PL", "DE"] or missing', ['3', '4']],
  ['country not in ["PL", "DE"] and known', ['4']],
  ['not country in ["PL", "DE"]', ['3', '4']],
  ['score > 5', ['2']],
  ['score >= 5', ['1', '2']],
  ['score < 5 or missing', ['3', '4']],
  ['not score < 5', ['1', '2', '3']],
  ['score in 0..5', ['1', '4']],
  ['score not in 0..5 or missing', ['2', '3']],
  ['not score in 0..5', ['2', '3']],
  ['score = -0', ['4']],
  ['score * 2 - 1 = 9', ['1']],
  ['score / 0 is missing', ['1', '2', '3', '4']],
  ['score / 4 = 1.25', ['1']],
  ['score / 4 > 1.25', ['2']],
  ['10 / score >= 2', ['1']],
  ['-score < -5', ['2']],
  ['score - -5 = 10', ['1']],
  ['balance > 99.99 USD', ['1']],
  ['balance = 99.99 USD', ['2']],
  ['balance >= 50% of 200 USD', ['1']],
  ['balance * 2 = 201 USD', ['1']],
  ['balance * 0.5 * 0.5 * 0.5 = 12.5625 USD', ['1']],
  ['rate >= 70%', ['1']],
  ['rate = 0.5', ['2']],
  ['vip', ['1']],
  ['not vip', ['2', '3', '4']],
  ['vip = false', ['2']],
  ['vip is missing', ['3', '4']],
  ['vip is known', ['1', '2']],
  ['not vip is known', ['3', '4']],
  ['email = "ADA@x.com"', ['1']],
  ['email in ["ada@X.com", "BOB@Y.COM"]', ['1', '2']],
  ['email not in ["ada@X.com"] and known', ['2', '4']],
  ['email contains "x.com"', []],
  ['email contains "X.com"', ['1']],
  ['email contains "x.COM" ignoring case', ['1']],
  ['email starts with "bob"', ['2']],
  ['email ends with any of ["X.com", "y.com"]', ['1', '2']],
  ['email not ends with "X.com" and known', ['2', '4']],
  ['not email ends with "X.com"', ['2', '3', '4']],
  ['email matches "^[a-z]+@"', ['2']],
  ['email matches "^[a-z]+@" ignoring case', ['1', '2']],
  ['email matches "@y"', ['2']],
  ['domain(email) = "x.com"', ['1']],
  ['domain(website) = "shop.example.com"', ['1']],
  ['domain(website) is missing', ['3', '4']],
  ['nickname is missing', ['2', '3']],
  ['nickname = ""', []],
  ['nickname != "Al" or missing', ['2', '3']],
  ['interests has "a"', ['1']],
  ['interests not has "a" or missing', ['2', '3', '4']],
  ['interests not has "a" and known', ['2', '4']],
  ['interests has any of ["b", "c"]', ['1', '4']],
  ['interests has all of ["a", "b"]', ['1']],
  ['size(interests) = 0', ['2']],
  ['interests is missing', ['3']],
  ['lead.score >= 41', ['1']],
  ['lead.score is missing', ['2', '3', '4']],
  ['lead.source = ""', ['2']],
  ['lead.source is missing', ['3', '4']],
  ['lead.deep = "x"', ['1']],
  ['lead.at = 2025-11-01T10:00:00Z', ['1']],
  ['lead.ok', ['1']],
  ['not lead.ok', ['2', '3', '4']],
  ['lead.tags has "t2"', ['1']],
  ['lower(country) = "pl"', ['1', '4']],
  ['length(country) = 2', ['1', '2', '4']],
  ['coalesce(country, "??") = "??"', ['3']],
  ['greatest(score, 6) = 6', ['1', '3', '4']],
  ['least(score, 6) <= 5', ['1', '4']],
  ['round(balance / 3 USD) = 34', ['1']],
  ['abs(balance) = 1 USD', ['4']],
  ['company.name = "Acme"', ['1']],
  ['company.industry is missing', ['2', '3', '4']],
  ['company.parent.name = "Big"', ['1']],
  ['company = "1"', ['1']],
  ['company != "1" or missing', ['2', '3', '4']],
  ['company is missing', ['3']],
  ['company in ["1", "2"]', ['1', '2']],
  ['id = "4"', ['4']],
  ['id in ["1", "4", "nobody"]', ['1', '4']],
  ['company.seats > 5 or missing', ['1', '2', '3', '4']],
  ['not company.seats > 5', ['2', '3', '4']],
  ['company.people = 1', ['1', '2']],
  ['company.people = 0', []],
  ['company.people is missing', ['3', '4']],
  ['email = "x\'y@z.com"', ['4']],
  ['any of { country = "DE", score = 5 }', ['1', '2']],
  ['none of { country = "DE", score = 5 }', ['3', '4']],
];

describe('conditions on attributes', () => {
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
});
