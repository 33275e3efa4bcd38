// Conditions over events: a kind, a window or all time, sometimes a filter, and what is asked of such rows.
import type { DataSizes } from '../data/sizes.ts';
import { categories, eventKinds, kindShare } from '../data/vocabulary.ts';
import { amountText, type Condition } from './condition.ts';
import { type Filter, reducedCondition, type Reducer, type Rows } from './event-reducers.ts';
import type { Random } from './random.ts';

/** In days. */
const eventWindows: readonly number[] = [1, 3, 7, 14, 30, 60, 90, 365];

const reducers: readonly Reducer[] = ['count', 'count', 'sum', 'max', 'last', 'did', 'did not'];
const richReducers: readonly Reducer[] = [...reducers, 'avg', 'categories', 'urls', 'ever'];

/** `rich`: with averages, numbers of different values, and rows of all time. */
export function eventCondition(random: Random, sizes: DataSizes, rich: boolean): Condition {
  const reducer = random.pick(rich ? richReducers : reducers);
  const rows = drawRows(random, sizes, reducer);
  return { subject: rows.kind, ...reducedCondition(reducer, { random, sizes, rows }) };
}

function drawRows(random: Random, sizes: DataSizes, reducer: Reducer): Rows {
  const kinds = eventKinds(sizes.kinds);
  const index = random.whole(kinds.length);
  const days = reducer === 'ever' ? undefined : random.pick(eventWindows);
  const filter = random.chance(1 / 3) ? drawFilter(random, sizes, reducer) : undefined;
  const perContact = (sizes.events / sizes.contacts) * kindShare(index, kinds.length);
  const part = Math.min(1, (days ?? sizes.days) / sizes.days);
  const expected = perContact * part * (filter?.share ?? 1);
  return { kind: kinds[index] ?? '', days, filter, expected };
}

/** Nothing is asked of categories where rows have only one. */
function drawFilter(random: Random, sizes: DataSizes, reducer: Reducer): Filter {
  const byCategory = reducer !== 'last' && reducer !== 'categories' && random.chance(0.7);
  if (byCategory) {
    const category = random.pick(categories);
    const share = 1 / categories.length;
    return { line: `category = "${category}"`, sql: `category = '${category}'`, share, least: 0 };
  }
  const least = 50 * (1 + random.whole(6));
  const share = 0.8 * (1 - least / 500);
  const line = `amount >= ${amountText(sizes, least)}`;
  return { line, sql: `amount >= ${least}`, share, least };
}
