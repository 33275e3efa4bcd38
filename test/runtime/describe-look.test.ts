// Which objects later refreshes decide for a segment, told from the project alone.
import { describe, expect, it } from 'vitest';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { checkProject } from '../../compiler/check/check-project.ts';
import { batchesOf } from '../../runtime/refresh/compute/batches.ts';
import { describeLooks } from '../../runtime/refresh/describe/describe-look.ts';
import { noon } from '../sql/memory-warehouse.ts';

const model = `project demo {}
object contact @table("crm.contacts") {
  id: id @key
  country: text?
  seen_at: timestamp?
  orders: order[] via order.contact
}
object order @table("crm.orders") {
  id: id @key
  placed_at: timestamp @time
  total: decimal
  contact: contact via contact_id
}
`;

/** What is told of the last of the segments. */
function lookOf(...segments: readonly string[]): unknown {
  const text = `${model}${segments.join('\n')}`;
  const { project, diagnostics } = checkProject([{ path: 'x.seg', text }]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const names = project.segments.map(({ name }) => name);
  const plan = planRefresh(project, { now: noon, segments: names });
  const looks = batchesOf(plan, project.segments).flatMap((batch) => describeLooks(plan, batch));
  const { segment, ...look } = looks.at(-1) ?? { segment: 'none' };
  expect(segment).toBe(names.at(-1));
  return look;
}

const changes = { looksAt: 'changes', because: undefined, ranked: [] };

describe('what later refreshes decide', () => {
  it.each([
    'segment s of contact { where { country = "PL" } }',
    'segment s of contact { where { seen_at in last 30 days } }',
    'segment s of contact { where { count(orders in last 30 days) > 3 } }',
    'segment s of contact { enter { country = "PL" }\n leave { country = "DE" } }',
    'segment s of contact { where { max(orders.placed_at) more than 10 days ago } }',
    'segment s of contact { publish: [country], where { country = "PL" } }',
  ])('is what can have changed: %s', (segment) => {
    expect(lookOf(segment)).toEqual(changes);
  });

  it('is what can have changed unless something in the ranking did', () => {
    const ranked = { ...changes, ranked: ['contact'] };
    expect(
      lookOf('segment s of contact {\n where {\n has orders\n }\n take top 10 by count(orders)\n}'),
    ).toEqual(ranked);
  });

  it.each([
    ['draft', ['segment drafted of contact { status: draft, where { country = "PL" } }']],
    [
      'time_in_values',
      ['segment s of contact { where { avg(days_since(placed_at) of orders) > 3 } }'],
    ],
    [
      'time_in_values',
      [
        'trait contact.quiet: decimal? = days_since(seen_at)',
        'segment s of contact { publish: [quiet], where { country = "PL" } }',
      ],
    ],
  ])('is all objects: %s', (because, segments) => {
    expect(lookOf(...segments)).toEqual({ looksAt: 'all', because, ranked: [] });
  });

  it('is what can have changed for a reference to a draft, whose conditions stand for it', () => {
    expect(
      lookOf(
        'segment drafted of contact { status: draft, where { country = "PL" } }',
        'segment s of contact { where { in segment drafted } }',
      ),
    ).toEqual(changes);
  });

  it('is nothing of a paused segment', () => {
    const text = `${model}segment s of contact { status: paused, where { country = "PL" } }`;
    const { project } = checkProject([{ path: 'x.seg', text }]);
    const plan = planRefresh(project, { now: noon, segments: ['s'] });
    expect(batchesOf(plan, project.segments).map((batch) => describeLooks(plan, batch))).toEqual([
      [],
    ]);
  });
});
