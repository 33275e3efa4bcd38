// What a tree says of an object: truths, values, narrowings, what decides and what is nearest. Everything expected is reckoned by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../compiler/assert.ts';
import { conditionFacts } from '../../compiler/explain/condition-facts.ts';
import { conditionText, textIn } from '../../compiler/explain/condition-text.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import type { ExplainedCondition } from '../../compiler/explain/explained-condition.ts';
import { nearestCondition } from '../../compiler/explain/nearest-condition.ts';
import { turningConditions } from '../../compiler/explain/turning-conditions.ts';
import type { MemberExplanation } from '../../runtime/explain/explain-member.ts';
import { ExplainedShop } from './explained-shop.ts';

const now = '2025-11-01T12:00:00Z';
const rows = `
INSERT INTO crm.companies (id, name, seats) VALUES (10, 'Acme', 5);
INSERT INTO crm.contacts (contact_id, email, country, score, vip, seen_at, company_id, interests) VALUES
  (1, 'Ann@x.com', 'PL', 7, true, '2025-10-20 10:30:00+00', 10, ['ski', 'run']),
  (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO shop.orders (id, placed_at, status, total, contact_id) VALUES
  ('a', '2025-10-30 10:00:00', 'paid', 120.50, 1), ('b', '2025-10-29 10:00:00', 'pending', 80, 1),
  ('c', '2025-10-28 10:00:00', 'refunded', 10, 1), ('d', '2025-10-27 10:00:00', 'pending', 5, 1),
  ('e', '2025-01-01 10:00:00', 'paid', 100, 1);
INSERT INTO events.tracks VALUES ('visit', 1, '2025-10-31 09:00:00', '/pricing', NULL), ('visit', 1, '2025-10-31 10:00:00', '/', NULL);
INSERT INTO crm.tags VALUES (1, 'vip'), (1, 'beta'), (1, 'old'), (1, 'new');
INSERT INTO crm.lists VALUES (1, 'news', '2025-10-01 00:00:00');
INSERT INTO crm.consents VALUES (1, 'email', 'bounced', '2025-09-01 00:00:00');
`;

const shops: ExplainedShop[] = [];
beforeAll(async () => {
  shops.push(await ExplainedShop.open('', rows));
});
afterAll(() => {
  for (const shop of shops) shop.remove();
});

interface Told {
  readonly explained: MemberExplanation;
  readonly textOf: (condition: ExplainedCondition) => string;
  readonly facts: (condition: ExplainedCondition) => readonly string[];
}

async function tell(segments: string, key = '1', segment = 's'): Promise<Told> {
  const shop = must(shops[0], 'the shop');
  shop.project.write('segments.seg', segments);
  const explained = await shop.explain(segment, key, now);
  const textOf = textIn(shop.project.load().sources);
  const describing = { textOf, placeText: () => 'model.seg', now };
  return {
    explained,
    textOf: (condition) => conditionText(condition, textOf),
    facts: (condition) => conditionFacts(condition, describing),
  };
}

function where(...lines: readonly string[]): string {
  return `segment s of contact {\n  where {\n${lines.map((line) => `    ${line}`).join('\n')}\n  }\n}\n`;
}

/** The facts of the only line. */
async function factsOf(line: string, key = '1', beside = ''): Promise<readonly string[]> {
  const { explained, facts } = await tell(`${beside}\n${where(...line.split('\n'))}`, key);
  return explained.tree.children.flatMap(facts);
}

describe('what a condition looked at', () => {
  it.each<readonly [string, readonly string[]]>([
    ['score > 3', ['score is 7']],
    ['country in ["PL", "DE"]', ['country is "PL"']],
    ['email contains "@x"', ['email is "Ann@x.com"']],
    ['vip', ['vip is true']],
    ['interests has "ski"', ['interests is ["ski", "run"]']],
    ['company.name = "Acme"', ['company.name is "Acme"']],
    ['company = "10"', ['company is "10"']],
    [
      'seen_at more than 40 days ago or missing',
      ['seen_at is 2025-10-20 10:30:00Z, 12 days ago', 'asked for: before 2025-09-22 12:00:00Z'],
    ],
    // 5 orders; a to d in the last 30 days; paid and above 100 USD is a alone.
    [
      'has orders in last 30 days where {\n  status = "paid"\n  total > 100 USD\n}',
      ['5 orders, 4 in last 30 days, 1 with status = "paid", 1 with total > 100 USD'],
    ],
    [
      'did visit in last 30 days where url = "/shop"',
      ['2 visit, 2 in last 30 days, 0 with url = "/shop"'],
    ],
    ['count(orders where status = "pending") > 4', ['5 orders, 2 with status = "pending"']],
    [
      'sum(orders.total where status = "paid") >= 500 USD',
      ['220.5 USD: 5 orders, 2 with status = "paid"'],
    ],
    ['spent > 500 USD', ['spent is 220.5 USD: 5 orders, 2 with status = "paid" (model.seg)']],
    [
      'double_spent > 500 USD',
      [
        'double_spent is 441 USD (model.seg)',
        '  spent is 220.5 USD: 5 orders, 2 with status = "paid" (model.seg)',
        '  spent is 220.5 USD: 5 orders, 2 with status = "paid" (model.seg)',
      ],
    ],
    [
      'count(orders) / score < 50%',
      ['0.714285…', '  count(orders) is 5: 5 orders', '  score is 7'],
    ],
    ['all orders have status = "paid"', ['5 orders', '2 of them with status = "paid"']],
    ['tagged any of ["gone", "vip"]', ['4 tags: "beta", "new", "old", …']],
    [
      'in list "news" added more than 6 months ago',
      ['1 list row: "news"; "news" but not so added'],
    ],
    [
      'consents to mail',
      ['mail is denied (stored as "bounced")', 'since 2025-09-01 00:00:00Z, 61 days ago'],
    ],
    [
      'did sequence {\n  visit where url = "/pricing"\n  then visit\n  then orders\n}',
      ['2 of 3 lines found, not orders', 'the first line: 2 visit, 1 with url = "/pricing"'],
    ],
  ])('%s', async (line, facts) => {
    expect(await factsOf(line)).toEqual(facts);
  });

  it('shows what is missing as missing', async () => {
    expect(await factsOf('score > 3', '2')).toEqual(['score is missing']);
    expect(await factsOf('country is known', '2')).toEqual(['country is missing']);
    expect(await factsOf('tagged "vip"', '2')).toEqual(['no tags']);
    expect(await factsOf('sum(orders.total) > 1 USD', '2')).toEqual(['0 USD: 0 orders']);
    expect(await factsOf('avg(orders.total) > 1 USD', '2')).toEqual(['missing: 0 orders']);
  });

  it('shows which line of a case holds', async () => {
    const trait =
      'trait contact.tier: text = case {\n  when score > 100 then "top"\n  when score > 5 then "good"\n  else "other"\n}';
    const facts = await factsOf('tier = "top"', '1', trait);
    expect(facts).toEqual(['tier is "good" (model.seg)', '  line 2 of its `case` holds']);
  });
});

describe('the tree', () => {
  it('writes out other segments, with their parameters, from the row that they are asked of', async () => {
    const { explained, textOf, facts } = await tell(`
segment big(most: int = 3) of company { where { seats > $most } }
segment good of contact {
  where { company in segment big(most: 10) }
  except country = "PL"
}
segment s of contact { where { in segment good } }
`);
    const [good] = explained.tree.children;
    const [big, except] = good?.children ?? [];
    expect(good).toMatchObject({
      truth: false,
      connective: { kind: 'reference', segment: 'good' },
    });
    expect(big && facts(big)).toEqual(['company is "10"', '$most is 10']);
    expect(big?.children.map(textOf)).toEqual(['seats > $most']);
    expect(big?.children.flatMap(facts)).toEqual(['seats is 5', '$most is 10']);
    expect(except && [textOf(except), except.truth]).toEqual(['except country = "PL"', false]);
    expect(decidingConditions(explained.tree).map(textOf)).toEqual([
      'seats > $most',
      'country = "PL"',
    ]);
  });

  it('ranks what is taken', async () => {
    const text = 'segment s of contact { take top 1 by score }';
    const first = await tell(text, '1');
    expect(first.explained.tree.children.flatMap(first.facts)).toEqual([
      'score is 7',
      'place 1 of 1',
    ]);
    const second = await tell(text, '2');
    expect(second.explained.isMember).toBe(false);
    expect(second.explained.tree.children.flatMap(second.facts)).toEqual([
      'score is missing',
      'not ranked; 1 are',
    ]);
  });
});

/** Of contact 1, in the segment with these lines. */
async function deciding(...lines: readonly string[]): Promise<readonly string[]> {
  const { explained, textOf } = await tell(where(...lines));
  return decidingConditions(explained.tree).map(textOf);
}

describe('what decides', () => {
  // Contact 1: score 7, from PL, a VIP.
  it.each<readonly [string, readonly string[], readonly string[]]>([
    [
      'lines that are false',
      ['score = 7', 'score > 8', 'country = "DE"'],
      ['score > 8', 'country = "DE"'],
    ],
    ['all of any', ['any of {', 'score > 8', 'score > 9', '}'], ['score > 8', 'score > 9']],
    ['what any is true by', ['any of {', 'score > 8', 'score > 5', '}'], ['score > 5']],
    ['what none must not be', ['none of {', 'score > 8', 'score > 5', '}'], ['score > 5']],
    ['what not negates', ['not (score > 5 and country = "PL")'], ['score > 5', 'country = "PL"']],
    [
      'what is lacking',
      ['at least 2 of {', 'score > 8', 'score > 5', 'vip', 'score > 9', '}'],
      ['score > 5', 'vip'],
    ],
    [
      'what is lacking of three',
      ['at least 3 of {', 'score > 8', 'score > 5', 'vip', '}'],
      ['score > 8'],
    ],
    [
      'what is too much',
      ['at most 1 of {', 'score > 8', 'score > 5', 'vip', '}'],
      ['score > 5', 'vip'],
    ],
  ])('are %s', async (_name, lines, expected) => {
    expect(await deciding(...lines)).toEqual(expected);
  });

  it('are what turned around in time', async () => {
    const { explained, textOf } = await tell(where('did visit in last 7 days', 'score = 7'));
    const { tree, treeThen, nextChange } = explained;
    expect(nextChange).toMatchObject({ at: '2025-11-07T10:00:00.001Z' });
    expect(treeThen && turningConditions(tree, treeThen).map(textOf)).toEqual([
      'did visit in last 7 days',
    ]);
  });
});

describe('the nearest condition', () => {
  it.each<readonly [readonly string[], string | undefined, number | undefined]>([
    // 7 of 8 lacks an eighth, 220.5 of 240 less, 12 of 40 days two thirds.
    [['score > 8', 'spent > 240 USD', 'seen_at more than 40 days ago'], 'spent > 240 USD', 0.08125],
    [['score > 8', 'seen_at more than 40 days ago'], 'score > 8', 0.125],
    [['country = "DE"', 'count(orders) > 20'], 'count(orders) > 20', 0.75],
    [['country = "DE"', 'did visit in last 7 days where url = "/x"'], undefined, undefined],
    [['score = 7', 'score < 8'], 'score < 8', 0.125],
  ])('%j', async (lines, text, distance) => {
    const { explained, textOf } = await tell(where(...lines));
    const nearest = nearestCondition(explained.tree, now);
    expect(nearest && textOf(nearest.condition)).toBe(text);
    expect(nearest?.distance).toBe(distance);
  });
});
