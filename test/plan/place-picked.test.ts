// Conditions on the first or last row as numbers: which are, what is asked of each row, and what stays as it was.
import { describe, expect, it } from 'vitest';
import type { PlannedFeature, RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { placePicked } from '../../compiler/plan/place-picked.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { planOf } from '../sql/memory-warehouse.ts';
import { model as shop } from '../sql/small-shop.ts';

const model = `${shop}
event login of contact via contact_id @table("events.logins") { at: timestamp @time, mail: email?, app: version? }
trait contact.latest: text? = last(visit.device)
`;

function before(...bodies: readonly string[]): RefreshPlan {
  const segments = bodies.map((text, at) => `segment s${at} of contact { ${text} }`);
  return planOf(`${model}\n${segments.join('\n')}\n`);
}

function placed(plan: RefreshPlan): RefreshPlan {
  const found = placePicked(plan);
  expect(verifyPlan(found)).toEqual([]);
  expect(found.features.map(({ id }) => id)).toEqual(plan.features.map(({ id }) => id));
  return found;
}

function after(...conditions: readonly string[]): RefreshPlan {
  return placed(before(...conditions.map((text) => `where { ${text} }`)));
}

function reducers({ features }: RefreshPlan): readonly PlannedFeature['reducer']['kind'][] {
  return features.flatMap((one) => (one.kind === 'collection' ? [one.reducer.kind] : []));
}

/** Places from the most preferred on: the operator and constant that a row is asked, `known`, or `else`. */
function askedOfRows({ features }: RefreshPlan): readonly string[] {
  const feature = features.find((one) => one.kind === 'collection');
  const value =
    feature?.kind === 'collection' && feature.reducer.kind === 'max'
      ? feature.reducer.value
      : undefined;
  const place = value?.kind === 'call' ? value.args[1] : undefined;
  if (place?.kind !== 'case') return [];
  return place.branches.map(({ when }) => {
    if (when.kind === 'known') return 'known';
    if (when.kind !== 'compare' || when.right.kind !== 'literal') return when.kind;
    return `${when.operator} ${String(when.right.value)}`;
  });
}

describe('placePicked', () => {
  it('asks of each row what the conditions tell apart, no more', () => {
    expect(askedOfRows(after('last(orders.status) = "paid"'))).toEqual(['> paid', '= paid']);
    expect(askedOfRows(after('first(orders.status) = "paid"'))).toEqual(['< paid', '= paid']);
    expect(askedOfRows(after('last(orders.total) > 5 USD'))).toEqual(['> 5']);
    expect(askedOfRows(after('last(orders.total) >= 5 USD'))).toEqual(['>= 5']);
    expect(askedOfRows(after('first(orders.total) >= 5 USD'))).toEqual(['< 5', 'known']);
    expect(askedOfRows(after('last(orders.status) is known'))).toEqual(['known']);
  });

  it('asks for the places of the picked row, at most half of them', () => {
    const { segments } = after(
      'last(orders.status) = "paid"',
      'last(orders.status) != "paid" or missing',
    );
    const subject = {
      kind: 'call',
      function: 'rank_place',
      args: [{ kind: 'feature', empty: 'missing' }],
    };
    expect(segments.map(({ predicate }) => predicate)).toMatchObject([
      { kind: 'compare', operator: '=', left: subject, right: { value: '1' }, whenMissing: false },
      { kind: 'compare', operator: '!=', left: subject, right: { value: '1' }, whenMissing: true },
    ]);
  });

  it('puts constants of all segments in one order', () => {
    const plan = after('last(orders.status) = "refunded"', 'last(orders.status) = "paid"');
    expect(askedOfRows(plan)).toEqual(['> refunded', '= refunded', '> paid', '= paid']);
    expect(plan.segments.map(({ predicate }) => predicate)).toMatchObject([
      { right: { value: '3' } },
      { right: { value: '1' } },
    ]);
    expect(askedOfRows(after('last(orders.weight) > 10', 'last(orders.weight) > 9.5'))).toEqual([
      '> 10',
      '> 9.5',
    ]);
  });

  it('takes the greatest and the least time for the last and the first', () => {
    const plan = after(
      'last(orders.placed_at) is known',
      'days_since(first(orders.placed_at)) > 3',
    );
    expect(reducers(plan).toSorted()).toEqual(['max', 'min']);
  });

  it('reaches conditions inside of features', () => {
    const plan = after('has company.contacts where { last(orders.status) = "paid" }');
    expect(reducers(plan)).not.toContain('last');
  });

  it.each([
    ['text is searched', 'last(orders.status) contains "a"'],
    ['emails are ordered otherwise than compared', 'last(login.mail) = "a@b.example"'],
    ['versions are ordered by what they mean', 'last(login.app) = "1.2"'],
    ['it is compared with an attribute', 'last(orders.status) = country'],
    ['its value is computed with', 'last(orders.total) * 2 > 5 USD'],
    ['the value is computed', 'last(total * 2 of orders) > 5 USD'],
    [
      'there are more than twelve constants',
      'last(orders.weight) in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]',
    ],
    [
      'something else needs the value',
      'any of { last(orders.total) > 5 USD\n last(orders.total) > balance }',
    ],
  ])('leaves it when %s', (_because, condition) => {
    const plan = before(`where { ${condition} }`);
    expect(placed(plan)).toBe(plan);
    expect(reducers(plan)).toContain('last');
  });

  it('tells twelve constants apart', () => {
    expect(
      reducers(after('last(orders.weight) in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]')),
    ).toEqual(['max']);
  });

  it('leaves what goes by a second order among equal times', () => {
    const plan = planOf(`${model}
segment vips of contact { where { vip } }
segment s of contact { where { was in segment vips 3 days ago } }
`);
    expect(placed(plan)).toBe(plan);
    expect(reducers(plan)).toContain('last');
  });

  it.each([
    [false, 'last(orders.weight) in 1..2', { kind: 'constant', value: false }],
    [true, 'last(orders.weight) not in 1..2 or missing', { kind: 'constant', value: true }],
    [true, 'last(orders.weight) not in 1..2 and known', { kind: 'compare', operator: '=' }],
  ])('knows what no value is in, negated: %s', (negated, text, expected) => {
    const plan = before(`where { ${text} }`);
    const [segment] = plan.segments;
    const predicate = segment?.predicate;
    if (segment === undefined || predicate?.kind !== 'in_interval') throw new Error('an interval');
    expect(predicate.negated).toBe(negated);
    // The language refuses a range that ends before it starts; values of parameters and dates can make one.
    const empty = { ...predicate, start: predicate.end, end: predicate.start };
    const found = placed({ ...plan, segments: [{ ...segment, predicate: empty }] });
    expect(found.segments[0]?.predicate).toMatchObject(expected);
  });

  it('leaves it when another segment publishes the value', () => {
    const plan = before('where { latest = "tv" }', 'publish: [latest]\n where { vip }');
    expect(placed(plan)).toBe(plan);
  });
});
