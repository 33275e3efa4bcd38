// Conditions chosen to go wrong: every list of members was derived by hand from docs/language.md, none from an answer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../dialects/snowflake/dialect.ts';
import { deskModel, deskNow, deskTables, shortKeys } from './adversary-desk.ts';
import { MemoryWarehouse, planOf, published } from './memory-warehouse.ts';

type Cases = readonly (readonly [string, string])[];

/** The members of all lines together, separated by spaces. */
const ofAccounts: Cases = [
  // missing values under negation
  ['not (tier = "pro" and quota > 5)', '2 3 4 5 6 7'],
  ['not (tier != "pro" or missing)', '1 4 7'],
  ['none of { tier = "pro", quota > 5 or missing }', '2 5'],
  ['not any of { quota < 5 and known, tier is missing }', '1 4'],
  ['not (not (quota > 5) and not (tier = "free"))', '1 2 5 6'],
  ['not parent.tier = "pro"', '1 3 4 5 6'],
  ['parent.tier != "pro" or missing', '1 3 4 5 6'],
  ['parent.tier != "pro" and known', '3'],
  ['parent.name is missing', '1 4 5 6'],
  ['parent.id is missing', '1 4 5 6'],
  ['parent.parent.name = "Root"', '3'],
  ['parent.parent.name != "Root" or missing', '1 2 4 5 6 7'],
  ['parent.parent.name != "Root" and known', '7'],
  ['quota < parent.quota', '2'],
  ['quota > parent.quota', ''],
  ['quota >= parent.quota', '7'],
  ['not quota <= parent.quota', '1 3 4 5 6'],
  ['not parent.mail = mail', '1 2 3 4 5 6'],
  // arithmetic at its thresholds
  ['share >= 70%', '1 5'],
  ['share * 2 = 70%', '7'],
  ['50% of credit = 50 USD', '1'],
  ['credit * 3 = 99.99 USD', '6'],
  ['credit - 0.0001 USD >= 100 USD', '7'],
  ['credit / quota is missing', '2 3 4 5'],
  ['credit / quota >= 10 USD', '1'],
  ['not credit / quota < 10 USD', '1 2 3 4 5'],
  ['quota / quota != 1 or missing', '2 3 4'],
  // email, url, id, arrays, JSON
  ['mail in ["ANN@x.com", ""]', '1 4 7'],
  ['mail not in ["ann@X.com"] and known', '2 5 7'],
  ['mail contains "X.com"', '1'],
  ['domain(mail) is missing', '3 6 7'],
  ['domain(site) = "shop.example.com"', '5'],
  ['mail = parent.mail', '7'],
  ['parent = "00000000-0000-0000-0000-000000000001"', '2'],
  ['langs has "a"', '1 5 6'],
  ['langs not has "a" and known', '2 4 7'],
  ['not langs has any of ["a", "b"]', '2 3 4 7'],
  ['langs not has all of ["a", "b"] and known', '1 2 4 5 7'],
  ['size(langs) = 2', '1 5 6'],
  ['meta.score is missing', '2 3 4 5 6 7'],
  ['not meta.ok', '2 3 4 5 6 7'],
  ['meta.due is known', '4'],
  ['meta.langs has "a"', '1 4'],
  ['meta.langs not has "a" and known', '6'],
  // relations to oneself, deleted and filtered rows
  ['count(children) = 1', '1 2 7'],
  ['has children where has children', '1 7'],
  ['has no children where tier = "free"', '2 3 4 5 6 7'],
  ['has children where not tier = "pro"', '1 2'],
  ['has children as c where c.quota < account.quota', '1'],
  ['has children where quota < account.parent.quota or missing', '1 2'],
  ['all children have tier = "pro"', '7'],
  ['not all children have tier = "pro"', '1 2 3 4 5 6'],
  ['all children have tier != "pro" or missing', '1 2'],
  ['all children have all children have tier is missing', '1'],
  ['count(parent.children) = 1', '2 3 7'],
  ['did touched in last 7 days', '1 7'],
  ['did not touched in last 7 days where tier = account.tier', '2 3 4 5 6'],
  // collections in collections
  ['all tickets have all blockers have score <= 0', '4'],
  ['all tickets have has no blockers where score < 1', '1 2 3'],
  ['all tickets have all blockers have count(account.tickets) = 1', '4'],
  [
    'all tickets have has blockers, has tickets where all blockers have count(account.tickets) = 2',
    '2',
  ],
  ['count(tickets.blockers) = 2', '1 2'],
  ['count distinct(tickets.blockers.id) = 1', '1 4'],
  ['has tickets where did replied in last 7 days where words > account.quota', '1 2'],
  ['has tickets where did not replied where words > account.quota', '1 3 4'],
  ['has tickets where count(replied where words > ticket.score) = 1', '1'],
  ['count(tickets in last 10 days where did replied more than 1 times in last 9 days) = 1', '1'],
  ['all tickets in last 10 days have did replied in last 9 days', '1 4'],
  [
    'has tickets as t where has blockers as b where did replied where { words > t.score, author != account.name and known }',
    '2',
  ],
  ['has tickets where sum(blockers.score where id != ticket.id) > account.quota', '2'],
  ['has tickets where account.parent.tier = "pro" and score > 4', '2'],
  ['has no tickets in last 10 days by closed_at', '2 3 4 5 6 7'],
  ['count(items in last 10 days) = 1', '1 2'],
  ['has no items in last 10 days', '3 4 5 6 7'],
  ['count(items where ticket.score is missing) = 1', '1 2 3'],
  ['sum(tickets.cost) < 10 USD', '2 3 4 5 6 7'],
  // aggregates that are missing
  ['avg_score = 5', '1 2'],
  ['not avg_score < 5', '1 2 3 5 6 7'],
  ['not (avg_score < 5 or missing)', '1 2'],
  ['not (avg_score > 5 or avg_score < 5)', '1 2 3 5 6 7'],
  ['median(tickets.score) is missing', '3 5 6 7'],
  ['parent_score = 5', '2 3'],
  ['none of { max(tickets.score) > 4, parent_score is known }', '4 5 6 7'],
  ['last(tickets.score) >= 0', '2 4'],
  ['last_state != "closed" or missing', '2 3 5 6 7'],
  ['max(tickets.opened_at) more than 5 days ago or missing', '1 4 5 6 7'],
  ['not max(tickets.opened_at) more than 5 days ago', '2 3 5 6 7'],
  ['min(tickets.opened_at) in last 10 days', '1 3 4'],
  ['max(tickets.closed_at) is missing', '3 4 5 6 7'],
  ['words = 6', '2'],
  ['words > parent.words', ''],
  ['words < parent.words', '2 3'],
  ['parent.words = 0', '7'],
  ['parent.words is missing', '1 4 5 6'],
  ['not parent.words >= 1', '1 4 5 6 7'],
  ['parent.words != 20 and known', '3 7'],
  ['parent.words != 20 or missing', '1 3 4 5 6 7'],
  ['parent.parent.words >= 0', '3 7'],
  ['parent.label = "none"', ''],
  ['parent.label is missing', '1 4 5 6'],
  ['label = "none"', '3'],
  ['has tickets where account.parent.words is missing', '1 4'],
  // lists, tags, consents
  ['tagged all of ["red", "blue"]', '2'],
  ['not tagged any of ["red", "blue"]', '4 5 6 7'],
  ['parent tagged "red"', '2 3'],
  ['not parent tagged "red"', '1 4 5 6 7'],
  ['has tickets where account tagged "blue"', '2 3'],
  ['in list "news" added in last 30 days', '1 3'],
  ['not in list "news" added in last 30 days', '2 4 5 6 7'],
  ['in list any of ["news", "vip"] added more than 6 months ago', '1 3'],
  ['in list all of ["news", "vip"] added in last 30 days', ''],
  ['consents to mails', '2 3 4 5 6 7'],
  ['consent mails is unknown', '3 4 5 6 7'],
  ['consent mails is not denied', '2 3 4 5 6 7'],
  ['not consent mails is granted', '1 3 4 5 6 7'],
  ['consents to calls', '1'],
  ['has children where consents to mails', '1 2 7'],
  ['parent consents to mails', '3 7'],
  ['parent consents to calls', '2'],
  ['not parent consents to mails', '1 2 4 5 6'],
  ['parent consent mails is unknown', '7'],
  // templates and one collection reduced in several ways
  ['has tickets where in segment hot(limit: 5)', '1 2'],
  ['has tickets where not in segment hot(limit: 5)', '1 2 3 4'],
  ['all tickets have not in segment hot(limit: 6)', '1 3 4'],
  ['parent in segment busy(n: 2)', '2 3'],
  ['parent not in segment busy(n: 2) or missing', '1 4 5 6 7'],
  ['parent not in segment busy(n: 2) and known', '7'],
  ['not parent in segment busy(n: 2)', '1 4 5 6 7'],
  [
    'count(tickets) = 2, count(tickets where score is missing) = 1, sum(tickets.cost where state = "closed") = 20.5 USD, count(tickets where account.parent.tier = "pro") = 0',
    '1',
  ],
  ['sum(tickets.cost) = 7 USD, all tickets have score > 0, max(tickets.score) = 9', '2'],
];

const ofTickets: Cases = [
  ['id is known', '11 12 21 22 31 41 81 91'],
  ['id = "12" or id = "012"', '12'],
  ['count(blockers) = 2', '12'],
  ['count distinct(blockers.id) = 1', '12 21 22 41'],
  ['sum(blockers.score) = 10', '12'],
  ['has blockers.blockers', '21 22 41'],
  ['count(blockers.blockers) = 2', '21'],
  ['has blockers where has blockers where has blockers', '22 41'],
  ['has blockers.blockers as c where c.score > ticket.score', '21'],
  ['has blockers as b where b.account != ticket.account or missing', '21'],
  ['last(replied.author) = "zed"', '81'],
  ['first(replied.author) = "amy"', '81'],
  ['last(replied.words) = 3', '31 81'],
  ['account.tier != "pro" or missing', '21 22 31 81 91'],
  ['account.parent.name is missing', '11 12 41 81 91'],
  ['not (account.quota < 5 or score > 4)', '12 31 41 91'],
  ['account.words = 20', '11 12'],
  ['reply_words > account.words / 2', '12 22 31'],
];

const templates = `
segment hot(limit: int) of ticket { where { score >= $limit }, except state = "closed" }
segment busy(n: int) of account { where { count(tickets) >= $n } }
`;

function source(object: string, condition: string): string {
  return `${deskModel}${templates}segment s of ${object} { where { ${condition} } }\n`;
}

describe('conditions chosen to go wrong', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(deskTables);
  });
  afterAll(() => {
    warehouse.close();
  });

  const members = async (text: string): Promise<Readonly<Record<string, string>>> => {
    const plan = planOf(text, deskNow);
    for (const { name } of plan.segments) {
      expect(printSegmentQuery(plan, name, snowflakeDialect, published)).toContain('SELECT');
    }
    const found = [...(await warehouse.membersOfAll(plan))];
    return Object.fromEntries(found.map(([name, keys]) => [name, shortKeys(keys).join(' ')]));
  };

  it.each(ofAccounts)('accounts: %s', async (condition, expected) => {
    expect(await members(source('account', condition))).toEqual({ s: expected });
  });

  it.each(ofTickets)('tickets: %s', async (condition, expected) => {
    expect(await members(source('ticket', condition))).toEqual({ s: expected });
  });

  it('keeps segments apart from tables and collections of their name', async () => {
    const text = `${deskModel}
segment replied of ticket { where { did replied }, except account is missing }
segment tickets of account { where { has tickets where in segment replied } }
segment blockers of ticket { where { in segment replied, has blockers where not in segment replied } }
segment children of account { where { has children where in segment tickets, in segment tickets, did touched } }
segment orphans of account { where { parent not in segment tickets or missing } }
segment known_orphans of account { where { parent not in segment tickets and known } }
segment not_nested of account { except parent in segment tickets }
segment replied_of_known of ticket { where { account not in segment tickets and known } }
`;
    expect(await members(text)).toEqual({
      replied: '11 12 21 22 31 41 81',
      tickets: '1 2 3 4',
      blockers: '',
      children: '1 2',
      orphans: '1 4 5 6 7',
      known_orphans: '7',
      not_nested: '1 4 5 6 7',
      replied_of_known: '',
    });
  });
});
