// Features over one path in one pass: which rows it reads, what moves into the reducers, and what is left apart.
import { describe, expect, it } from 'vitest';
import type { PlannedFeature } from '../../compiler/plan/refresh-plan.ts';
import { sharePasses } from '../../compiler/plan/share-passes.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { collectionText } from '../../compiler/sql/query.ts';
import { planOf } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

function shared(...conditions: readonly string[]): readonly PlannedFeature[] {
  const segments = conditions.map((text, at) => `segment s${at} of contact { where { ${text} } }`);
  const plan = planOf(`${model}\n${segments.join('\n')}\n`);
  const after = sharePasses(plan, new Set(plan.segments.map(({ name }) => name)));
  expect(verifyPlan(after)).toEqual([]);
  return after.features.filter((feature) => feature.kind === 'collection');
}

function passes(features: readonly PlannedFeature[]): number {
  return new Set(features.map(collectionText)).size;
}

describe('sharePasses', () => {
  it('reads the widest of the windows, and asks each feature for its own', () => {
    const features = shared('has orders in last 7 days', 'count(orders in last 30 days) > 2');
    expect(passes(features)).toBe(1);
    const [week, month] = features;
    expect(month?.reducer).toEqual({ kind: 'count', when: undefined });
    expect(week?.reducer).toMatchObject({ kind: 'count', when: { kind: 'in_interval' } });
    expect(week?.window?.start?.value).toMatchObject({
      point: { steps: [{ amount: -30, unit: 'day' }] },
    });
  });

  it('reads all rows when one feature has no window', () => {
    const features = shared('has orders in last 7 days', 'count(orders) > 2');
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
      'max(orders.total in last 7 days) > 5 USD',
    );
    expect(passes(features)).toBe(1);
    expect(features[0]?.reducer).toMatchObject({ kind: 'sum', value: { kind: 'column' } });
    expect(features[1]?.reducer).toMatchObject({ kind: 'max', value: { kind: 'case' } });
  });

  it('leaves apart what picks a row, and what asks for another feature', () => {
    const picked = shared('last(orders.status) = "paid"', 'has orders in last 7 days');
    expect(passes(picked)).toBe(2);
    const nested = shared(
      'has company.contacts where { has orders }',
      'has company.contacts where { country = "PL" }',
    );
    expect(passes(nested.filter(({ anchor }) => anchor === 'company'))).toBe(2);
  });

  it('splits what is too much for one pass', () => {
    const days = Array.from({ length: 40 }, (_none, at) => `has orders in last ${at + 1} days`);
    expect(passes(shared(...days))).toBe(2);
  });
});
