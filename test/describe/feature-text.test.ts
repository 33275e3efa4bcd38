// Features of the plan as people read them: in the words in which the language writes them.
import { describe, expect, it } from 'vitest';
import { featureTexts } from '../../compiler/describe/feature-text.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { noon, projectOf } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

/** Texts of the features of a segment, those it uses inside others first. */
function textsOf(condition: string): readonly string[] {
  const project = projectOf(`${model}\nsegment s of contact { where { ${condition} } }\n`);
  const { features } = planRefresh(project, { now: noon });
  const texts = featureTexts(features, project.model);
  return features.map(({ id }) => texts(id));
}

const windows = [
  'in last 30 days',
  'in next 14 days',
  'in last 30 full days',
  'in this month',
  'in previous month',
  'in previous 3 months',
  'in this full month',
  'in following month',
  'in following 3 months',
  'between 180 and 90 days ago',
  'since 2026-01-01',
  'from 2026-01-01 until 2026-02-01',
  'from 2026-01-01 through 2026-02-01',
];

const distances = [
  'more than 40 days ago',
  'at least 40 days ago',
  'less than 7 days ago',
  'at most 7 days ago',
];

describe('the text of a feature', () => {
  it.each(windows)('has the window `%s` of instants as the language writes it', (window) => {
    expect(textsOf(`count(orders ${window}) > 2`)).toEqual([`count(orders ${window})`]);
  });

  it.each(windows)('has the window `%s` of days as the language writes it', (window) => {
    const text = `count(orders ${window} by due_on)`;
    expect(textsOf(`${text} > 2`)).toEqual([text]);
  });

  it.each([...windows, ...distances])('has `%s` in a condition', (window) => {
    const text = `count(orders where placed_at ${window})`;
    expect(textsOf(`${text} > 2`)).toEqual([text]);
  });

  it('calls days that are less than 7 days ago those of the last 7 days', () => {
    expect(textsOf('count(orders where due_on less than 7 days ago) > 2')).toEqual([
      'count(orders where due_on in last 7 days)',
    ]);
  });

  it.each([
    'count(orders)',
    'count(orders where status = "paid")',
    'count(orders in last 7 days where total > 5 USD and status != "refunded" or missing)',
    'count(orders where status = "paid" or (total > 5 USD and weight is known))',
    'count(orders where status in ["paid", "refunded"])',
    'count(orders where status not in ["paid", "refunded"] or missing)',
    'count(orders where store.city = "Gdynia")',
    'count(orders where placed_at more than 3 days ago)',
    'count(visit where url contains "/pricing" ignoring case)',
    'count(visit where url starts with "https://")',
    'count(orders.lines)',
    'count(groups where name = "vips")',
  ])('is `%s` again', (text) => {
    expect(textsOf(`${text} > 2`)).toEqual([text]);
  });

  it.each([
    'sum(orders.total)',
    'max(orders.total in last 7 days where status = "paid")',
    'sum(total - 2 USD of orders)',
  ])('is `%s` again, over values', (text) => {
    expect(textsOf(`${text} > 5 USD`)).toEqual([text]);
  });

  it('names what another feature asks for, and the object that rows belong to', () => {
    expect(textsOf('count(orders where count(lines) > 2) > 1')).toEqual([
      'count(lines)',
      'count(orders where count(lines) > 2)',
    ]);
    expect(textsOf('count(orders where placed_at > contact.seen_at) > 1')).toEqual([
      'count(orders where placed_at > contact.seen_at)',
    ]);
  });

  it('says which row is picked, and which periods are counted', () => {
    expect(textsOf('last(orders.status in last 7 days) = "paid"')).toEqual([
      'last(orders.status in last 7 days)',
    ]);
    const weeks = 'count weeks(orders in last 28 days having count >= 3)';
    expect(textsOf(`${weeks} >= 3`)).toEqual([weeks]);
    for (const unit of ['days', 'weeks', 'months', 'quarters', 'years']) {
      const text = `count ${unit}(orders in last 500 days)`;
      expect(textsOf(`${text} >= 3`)).toEqual([text]);
    }
  });

  it('cuts long lists', () => {
    const names = Array.from({ length: 8 }, (_none, at) => `"${at}"`);
    expect(textsOf(`count(groups where name in [${names.join(', ')}]) > 1`)).toEqual([
      'count(groups where name in ["0", "1", "2", "3", "4", and 3 more])',
    ]);
  });
});
