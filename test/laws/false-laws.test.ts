// Shows that the laws can fail: rewrites and claims that are false are told, with the objects that differ.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, noon, projectOf } from '../sql/memory-warehouse.ts';
import { compareKeys, tell } from './broken-law.ts';
import { ClaimBook, judge, members, minus, union } from './claims.ts';
import { rewrites } from './check-laws.ts';
import { MemberReader, planFor } from './members.ts';
import { all, any, not, ofConditions, rewriteProject } from './rewrite.ts';

const text = `object person @table("people") {
  id: id @key
  country: text?
  score: int?
  visits: visit[] via visit.person
}
object visit @table("visits") { id: id @key, at: timestamp @time, paid: bool?, person: person? via person_id }
segment polish of person {
  where {
    any of { country = "PL", country = "DE" }
    has visits in last 2 days where { paid }
  }
}
`;
const rows = `CREATE TABLE people (id INTEGER, country VARCHAR, score INTEGER);
INSERT INTO people VALUES (1, 'PL', 1), (2, 'DE', 2), (3, 'PL', 3), (4, NULL, 4), (5, 'FR', 5);
CREATE TABLE visits (id INTEGER, "at" TIMESTAMP, paid BOOLEAN, person_id INTEGER);
INSERT INTO visits VALUES (1, '2025-11-01 11:00', true, 1), (2, '2025-10-31 11:00', true, 2), (3, '2025-11-01 11:00', NULL, 3),
  (4, '2025-10-20 11:00', true, 3), (5, '2025-11-01 11:00', true, 4)`;

const falseRewrites = [
  ofConditions('any = all', (node) =>
    node.kind === 'any' ? all(node.conditions, node.span) : node,
  ),
  ofConditions('all = any', (node) =>
    node.kind === 'all' ? any(node.conditions, node.span) : node,
  ),
  ofConditions('has = has not', (node) => (node.kind === 'exists' ? not(node) : node)),
  ofConditions('a line left out', (node) =>
    node.kind === 'any' ? { ...node, conditions: node.conditions.slice(1) } : node,
  ),
  ofConditions('a missing value counts as true', (node) =>
    node.kind === 'truth' ? not(not({ ...node, kind: 'constant', value: true })) : node,
  ),
];

describe('false laws', () => {
  let reader: MemberReader;
  let warehouse: MemoryWarehouse;
  const project = projectOf(text);
  const asked = { project, now: noon };

  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(rows);
    reader = new MemberReader(warehouse);
  });
  afterAll(() => {
    warehouse.close();
  });

  it('start from known members', async () => {
    expect((await reader.members(asked)).get('polish')).toEqual(new Set(['1', '2']));
  });

  it.each(falseRewrites)('$law', async (rewrite) => {
    const of = (await reader.members(asked)).get('polish') ?? new Set();
    const wrong = rewriteProject(project, rewrite);
    const by = (await reader.members({ ...asked, project: wrong })).get('polish') ?? new Set();
    const told = { segment: 'polish', definition: 'its text' };
    const broken = compareKeys(rewrite.law, told, of, by);
    expect(broken && tell(broken)).toContain(`polish: ${rewrite.law}\n  in by`);
  });

  it('parts that share somebody, leave somebody out, or are no part', async () => {
    const book = new ClaimBook();
    const about = project.segments[0];
    if (about === undefined) throw new Error('no segment');
    const whole = book.everyone(about);
    const rest = minus(whole, members(about));
    book.claim('shared', about, { kind: 'partition', parts: [members(about), whole], whole });
    book.claim('left out', about, { kind: 'partition', parts: [members(about)], whole });
    book.claim('no part', about, { kind: 'subset', of: whole, by: rest });
    book.claim('not equal', about, { kind: 'equal', of: whole, by: rest });
    book.claim('true', about, { kind: 'equal', of: whole, by: union(rest, members(about)) });
    const extended = { ...project, segments: [...project.segments, ...book.segments] };
    const segments = extended.segments.map(({ name }) => name);
    const found = await reader.members({ project: extended, now: noon, segments });
    const broken = book.claims.map((claim) => judge(claim, found)?.law);
    expect(broken).toEqual([
      'shared (in two parts)',
      'left out',
      'no part',
      'not equal',
      undefined,
    ]);
  });

  it('every true rewrite says something else than the original somewhere', () => {
    const written = JSON.stringify(planFor({ project: projectOf(everything), now: noon }).segments);
    const unchanged = rewrites.filter((rewrite) => {
      const other = rewriteProject(projectOf(everything), rewrite);
      return JSON.stringify(other) === JSON.stringify(projectOf(everything));
    });
    expect(unchanged.map(({ law }) => law)).toEqual([]);
    expect(written).not.toBe('');
  });
});

/** Something for every law. */
const everything = `object person @table("people") {
  id: id @key
  country: text?
  score: int?
  seen_at: timestamp?
  visits: visit[] via visit.person
}
object visit @table("visits") { id: id @key, at: timestamp @time, paid: bool?, person: person? via person_id }
tags of person via person_id @table("tags") { name: text }
consent mail of person via person_id @table("consents") { state: text(granted, denied) @granted("in") @denied("out"), changed_at: timestamp @time }
trait person.paid: int = count(visits in last 2 days where paid)
segment template(least: int) of person { where { score > $least } }
segment first of person { where { country not in ["PL", "DE"] or missing, score in 1..3 } }
segment second of person {
  where {
    any of { in segment first, in segment template(least: 3) }
    at least 1 of { paid > 1, score <= 4, country != "FR" and known }
    tagged any of ["a", "b"]
    not has more than 3 visits
    has no visits where { not paid }
    all visits have paid
    consent mail is unknown
    seen_at more than 2 days ago
    country is known
  }
}
`;
