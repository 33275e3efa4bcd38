// Part of compiler/boundaries: makes the number of periods that hold rows what is wanted: one row, or as many as `having` asks, in each.
import type { CheckedHaving, CheckedValue } from '../check/checked.ts';
import { admit, closeCollection, newMember } from './collection-rows.ts';
import type { DraftRow } from './draft-row.ts';
import { constantOf } from './constants.ts';
import { exactly, rounded, type Want } from './scalar.ts';
import { isHolderOf } from './impose-aggregate.ts';
import { deadEnd } from './search.ts';
import { type Standing, withRow } from './solving.ts';

type Periods = Extract<CheckedValue, { kind: 'count_periods' }>;

const lengths: Readonly<Record<Periods['unit'], number>> = {
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 30.4375 * 86_400_000,
  quarter: 91.3125 * 86_400_000,
  year: 365.25 * 86_400_000,
};

/** How far into the past the first period is looked for. */
const offsets = [0.5, 1, 1.5, 0.1];

export function imposePeriods(value: Periods, want: Want, at: Standing): void {
  const counts = want.candidates.filter(
    (one): one is number =>
      typeof one === 'number' && Number.isInteger(one) && one >= 0 && one <= 400 && want.test(one),
  );
  const count = counts[at.solving.choose(counts.length)];
  if (count === undefined) return deadEnd('no such number of periods');
  closeCollection(value.collection, at);
  const offset = at.solving.choose(count === 0 ? 1 : offsets.length);
  for (let index = 0; index < count; index += 1) addPeriod(value, index, offset, at);
}

/** The rows of the period that lies so many before the present one. */
function addPeriod(value: Periods, index: number, offset: number, at: Standing): void {
  const { collection, time, unit, having } = value;
  const { clock, parts } = at.solving;
  const away = (index + (offsets[offset] ?? 0.5)) * lengths[unit];
  const isDate = time.type.kind === 'date';
  const moment = isDate
    ? clock.today - Math.round(away / lengths.day)
    : clock.now - Math.round(away / 3_600_000) * 3_600_000;
  if (having === undefined) {
    addMember(value, moment, at, false);
    return;
  }
  const enough = enoughFor(having, at);
  const isHolder = having.value !== undefined && isHolderOf(collection, having.value, at);
  const imposeAmount = (row: DraftRow, amount: number): void => {
    if (having.value === undefined || isHolder) return;
    const want = exactly(amount, having.value.type);
    parts.impose(having.value, want, withRow(at, collection.scope, row));
  };
  if (having.function === 'count_distinct') {
    for (let number = 1; number <= enough; number += 1) {
      imposeAmount(addMember(value, moment, at, isHolder), number);
    }
    return;
  }
  const row = addMember(value, moment, at, false);
  if (having.function === 'count') row.count = enough;
  else imposeAmount(row, rounded(enough));
}

function addMember(
  { collection, time }: Periods,
  moment: number,
  at: Standing,
  apart: boolean,
): DraftRow {
  const row = newMember(collection, at, apart);
  const inside = withRow(at, collection.scope, row);
  at.solving.parts.impose(time, exactly(moment, time.type), inside);
  admit(collection, row, at);
  return row;
}

/** A number of rows, or an amount. */
function enoughFor({ function: name, operator, amount }: CheckedHaving, at: Standing): number {
  const constant = constantOf(amount, at.solving.clock);
  if (typeof constant !== 'number') return deadEnd('no constant amount');
  const enough = amountFor(operator, constant);
  return name === 'count' || name === 'count_distinct' ? Math.max(1, Math.ceil(enough)) : enough;
}

function amountFor(operator: string, amount: number): number {
  if (operator === '>') return amount + 1;
  return operator === '<' || operator === '!=' ? amount - 1 : amount;
}
