// The IR: sugar is gone, negation is in the atoms, equal features are equal wherever they stand.
import { describe, expect, it } from 'vitest';
import { lowerSegment } from '../../compiler/lower/lower-segment.ts';
import type { Feature, Predicate, SegmentIR } from '../../compiler/lower/ir.ts';
import { projectOf } from '../sql/memory-warehouse.ts';
import { contacts, model } from '../sql/small-shop.ts';

function lower(text: string): SegmentIR {
  const project = projectOf(text);
  const segment = project.segments.at(-1);
  if (segment === undefined) throw new Error('no segment');
  return lowerSegment(project, segment);
}

/** The features over collections. */
function collectionsOf({ features }: SegmentIR): readonly Feature[] {
  return features.filter((feature) => feature.kind === 'collection');
}

function predicateOf(...lines: readonly string[]): Predicate {
  return lower(contacts(...lines)).predicate;
}

describe('lowering', () => {
  it('gives different spellings of one meaning one form', () => {
    const same: readonly (readonly [string, string])[] = [
      ['did visit', 'count(visit) > 0'],
      ['did not visit', 'not did visit'],
      ['not not country = "PL"', 'country = "PL"'],
      ['none of { country = "PL", score = 1 }', 'not any of { country = "PL", score = 1 }'],
      ['not (country = "PL" and score = 1)', 'any of { not country = "PL", not score = 1 }'],
      ['not country = "PL"', 'country != "PL" or missing'],
      ['not seen_at is known', 'seen_at is missing'],
      [
        'has orders where status = "paid" and total > 5 USD',
        'has orders where { status = "paid", total > 5 USD }',
      ],
      ['spent > 5 USD', 'sum(orders.total where status = "paid") > 5 USD'],
      ['did visit at least 3 times', 'count(visit) >= 3'],
      ['did visit on at least 3 days', 'count days(visit) >= 3'],
      ['did not visit on at least 3 days', 'count days(visit) < 3'],
      ['did visit on 3 days', 'count distinct(date(at) of visit) >= 3'],
      ['count days(at of visit) > 3', 'count days(visit) > 3'],
      ['did visit for the first time in last 9 days', 'min(visit.at) in last 9 days'],
      ['did not visit for the first time since 2025-01-01', 'not min(visit.at) since 2025-01-01'],
      ['sum(total of orders) > 5 USD', 'sum(orders.total) > 5 USD'],
      ['1 of { vip, score = 1 }', 'vip or score = 1'],
      ['at least 2 of { vip, score = 1 }', 'vip and score = 1'],
      ['less than 1 of { vip, score = 1 }', 'none of { vip, score = 1 }'],
      ['at most 1 of { vip, score = 1 }', 'not (vip and score = 1)'],
      ['more than 1 of { vip, score = 1, score = 2 }', '2 of { vip, score = 1, score = 2 }'],
      ['not 2 of { vip, score = 1, score = 2 }', 'less than 2 of { vip, score = 1, score = 2 }'],
      ['country = "PL" and (score = 1 and vip)', 'all of { country = "PL", score = 1, vip }'],
    ];
    for (const [left, right] of same)
      expect(lower(contacts(left)), left).toEqual(lower(contacts(right)));
  });

  it('interns equal features of a segment', () => {
    const { features } = lower(contacts('count(orders) > 1', 'count(orders) < 9', 'has orders'));
    expect(features.map(({ id }) => id)).toEqual(['f1']);
  });

  it('starts features where the to-many starts and addresses the anchor as such', () => {
    const segment = lower(
      contacts('count(company.contacts where country = contact.company.industry) > 1'),
    );
    const { predicate } = segment;
    const features = collectionsOf(segment);
    expect(features[0]?.path.map(({ relation }) => relation)).toEqual(['contacts']);
    expect(features[0]?.filter).toMatchObject({ right: { row: { up: 1, hops: [] } } });
    expect(predicate).toMatchObject({ left: { row: { up: 0, hops: [{ relation: 'company' }] } } });
  });

  it('addresses rows from the inside out, so that nested features are equal wherever they stand', () => {
    const deep = lower(contacts('has orders where has lines where quantity > order.weight'));
    const flat = lower(
      `${model}\nsegment s of order { where { has lines where quantity > order.weight } }\n`,
    );
    expect({ ...deep.features[0], id: '' }).toEqual({ ...flat.features[0], id: '' });
  });

  it('keeps the dependence on rows further out', () => {
    const features = collectionsOf(
      lower(contacts('has orders where has lines where quantity > contact.score')),
    );
    expect(features[0]?.filter).toMatchObject({ right: { row: { up: 3, entity: 'contact' } } });
  });

  it('refers to published segments and writes out templates', () => {
    const text = `${model}
segment base of contact { where { vip } }
segment from_land(land: text) of contact { where { country = $land } }
segment s of contact { where { in segment base, in segment from_land(land: "PL") } }
`;
    const segment = lower(text);
    expect(segment.dependsOn).toEqual(['base']);
    expect(segment.predicate).toMatchObject({
      kind: 'all',
      predicates: [
        { kind: 'member', segment: 'base' },
        { kind: 'compare', operator: '=' },
      ],
    });
  });

  it('keeps time symbolic', () => {
    expect(predicateOf('seen_at in last 30 days')).toMatchObject({
      kind: 'in_interval',
      start: {
        inclusive: true,
        value: { point: { base: 'now', steps: [{ amount: -30, unit: 'day' }] } },
      },
      end: { inclusive: false, value: { point: { base: 'now', steps: [] } } },
    });
  });

  it('contains no `not` and no undefined meaning after JSON', () => {
    const segment = lower(contacts('not (country = "PL" or not (vip and did not visit))'));
    const text = JSON.stringify(segment);
    expect(text).not.toContain('"not"');
    expect(JSON.parse(text)).toEqual(segment);
  });
});
