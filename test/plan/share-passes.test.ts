// Features over one path in one pass: which rows it reads, what moves into the reducers, and what is left apart.
import { describe, expect, it } from 'vitest';
import type { ApartCause, PassReason } from '../../compiler/plan/pass-reasons.ts';
import type { PlannedFeature } from '../../compiler/plan/refresh-plan.ts';
import { sharePasses } from '../../compiler/plan/share-passes.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { collectionText } from '../../compiler/sql/query.ts';
import { planOf } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

function shared(...conditions: readonly string[]): readonly PlannedFeature[] {
  const segments = conditions.map((text, at) => `segment s${at} of contact { where { ${text} } }`);
  const plan = planOf(`${model}\n${segments.join('\n')}\n`);
  const { plan: after } = sharePasses(plan, new Set(plan.segments.map(({ name }) => name)));
  expect(verifyPlan(after)).toEqual([]);
  return after.features.filter((feature) => feature.kind === 'collection');
}

function passes(features: readonly PlannedFeature[]): number {
  return new Set(features.map(collectionText)).size;
}

/** Of all features, in the order of the plan. */
function reasons(...conditions: readonly string[]): readonly PassReason[] {
  const segments = conditions.map((text, at) => `segment s${at} of contact { where { ${text} } }`);
  const plan = planOf(`${model}\n${segments.join('\n')}\n`);
  const names = new Set(plan.segments.map(({ name }) => name));
  const after = sharePasses(plan, names);
  expect(after.plan).toEqual(sharePasses(plan, names).plan);
  expect(after.reasons.map(({ feature }) => feature)).toEqual(plan.features.map(({ id }) => id));
  return after.reasons.map(({ reason }) => reason);
}

describe('the reasons of sharePasses', () => {
  it('says how many features share the rows of a path, and what is the only one', () => {
    expect(
      reasons('has orders in last 200 days', 'sum(orders.total) > 2 USD', 'did visit'),
    ).toEqual([{ kind: 'shared', features: 2 }, { kind: 'shared', features: 2 }, { kind: 'only' }]);
  });

  it('says which are split because they are too many', () => {
    const days = Array.from({ length: 40 }, (_none, at) => `has orders in last ${at + 101} days`);
    expect(new Set(reasons(...days).map((reason) => JSON.stringify(reason)))).toEqual(
      new Set([JSON.stringify({ kind: 'split', features: 40, most: 32 })]),
    );
  });

  it.each<readonly [ApartCause, string]>([
    ['picks_row', 'last(orders.status) contains "paid"'],
    ['picks_row', 'first(orders.status) contains "paid"'],
    ['counts_values', 'mode(orders.status) = "paid"'],
    ['counts_periods', 'did visit on at least 3 consecutive days'],
    ['another_feature', 'has orders where { count(lines) > 2 }'],
    ['object_itself', 'has company.contacts where { country = contact.country }'],
    ['related_row', 'has orders where { store.city = "Gdynia" }'],
    ['zone', 'has orders where { hour(placed_at, tz: store.city) = 3 }'],
    ['calendar', 'count(orders where hours_since(placed_at, counting: office) > 4) > 1'],
    ['compares_objects', 'percent_rank_of_score > 50%'],
    ['membership', 'has company.contacts where { in segment rest }'],
  ])('says that a feature is apart: %s', (because, condition) => {
    const traits = 'trait contact.percent_rank_of_score: percent? = percent_rank(score)';
    const rest = 'segment rest of contact { where { vip } }';
    const office = 'calendar office { open: monday..friday 08:00..18:00 }';
    const text = `${model}\n${office}\n${traits}\n${rest}\nsegment s of contact { where { ${condition} } }\n`;
    const plan = planOf(text);
    const { reasons: found } = sharePasses(plan, new Set(['s']));
    expect(found.at(-1)?.reason).toEqual({ kind: 'apart', because });
  });

  it('says nothing of features that the segments do not use', () => {
    const plan = planOf(`${model}
segment a of contact { where { has orders } }
segment b of contact { where { did visit } }
`);
    const { reasons: found } = sharePasses(plan, new Set(['a']));
    expect(found).toEqual([{ feature: plan.features[0]?.id, reason: { kind: 'only' } }]);
  });
});

describe('sharePasses', () => {
  it('reads the widest of the windows, and asks each feature for its own', () => {
    const features = shared('has orders in last 20 days', 'count(orders in last 30 days) > 2');
    expect(passes(features)).toBe(1);
    const [week, month] = features;
    expect(month?.reducer).toEqual({ kind: 'count', when: undefined });
    // Both end now, so that only the start is left to ask.
    expect(week?.reducer).toMatchObject({
      kind: 'count',
      when: {
        kind: 'in_interval',
        start: { value: { point: { steps: [{ amount: -20, unit: 'day' }] } } },
        end: undefined,
      },
    });
    expect(week?.window?.start?.value).toMatchObject({
      point: { steps: [{ amount: -30, unit: 'day' }] },
    });
  });

  it('reads much shorter windows apart, since most rows are older', () => {
    const texts = [1, 3, 7, 14, 30, 90, 365].map((days) => `has orders in last ${days} days`);
    const features = shared(...texts, 'count(orders) > 2');
    const starts = features.map(({ window }) => window?.start?.value ?? 'open');
    expect(starts.map((value) => /-\d+/.exec(JSON.stringify(value))?.[0])).toEqual([
      '-3',
      '-3',
      '-14',
      '-14',
      '-90',
      '-90',
      undefined,
      undefined,
    ]);
    expect(reasons(...texts)[0]).toEqual({ kind: 'by_reach', features: 2, groups: 4 });
  });

  it('reads all rows when one feature has no window', () => {
    const features = shared('has orders in last 200 days', 'count(orders) > 2');
    expect(passes(features)).toBe(1);
    expect(features[0]?.window).toBeUndefined();
  });

  it('leaves what all filters have in common to the pass, with the alternatives of the rest', () => {
    const features = shared(
      'has orders where { status = "paid", total > 5 USD }',
      'has orders where { status = "paid", total < 3 USD }',
    );
    expect(passes(features)).toBe(1);
    expect(features[0]?.filter).toMatchObject({
      kind: 'all',
      predicates: [{ kind: 'compare', operator: '=' }, { kind: 'any' }],
    });
    expect(features[0]?.reducer).toMatchObject({ when: { operator: '>' } });
    expect(features[1]?.reducer).toMatchObject({ when: { operator: '<' } });
  });

  it('gives sums and the like the values of their own rows only', () => {
    const features = shared(
      'sum(orders.total) > 5 USD',
      'max(orders.total in last 200 days) > 5 USD',
    );
    expect(passes(features)).toBe(1);
    expect(features[0]?.reducer).toMatchObject({ kind: 'sum', value: { kind: 'column' } });
    expect(features[1]?.reducer).toMatchObject({ kind: 'max', value: { kind: 'case' } });
  });

  it('shares the pass with conditions on the last row, in their own windows', () => {
    const features = shared(
      'last(orders.status in last 20 days) = "paid"',
      'has orders in last 30 days',
    );
    expect(passes(features)).toBe(1);
    expect(features[0]?.reducer).toMatchObject({
      kind: 'max',
      value: { kind: 'case', branches: [{ gives: { kind: 'call', function: 'last_rank' } }] },
    });
  });

  it('leaves apart what picks a row, and what asks for another feature', () => {
    const picked = shared('last(orders.status) contains "paid"', 'has orders in last 7 days');
    expect(passes(picked)).toBe(2);
    const nested = shared(
      'has company.contacts where { has orders }',
      'has company.contacts where { country = "PL" }',
    );
    expect(passes(nested.filter(({ anchor }) => anchor === 'company'))).toBe(2);
  });

  it('splits what is too much for one pass', () => {
    const days = Array.from({ length: 40 }, (_none, at) => `has orders in last ${at + 101} days`);
    expect(passes(shared(...days))).toBe(2);
  });
});
