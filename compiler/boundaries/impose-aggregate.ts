// Part of compiler/boundaries: makes counts, sums and other values over rows what is wanted, by adding rows and settling theirs.
import type { CheckedCollection, CheckedValue } from '../check/checked.ts';
import {
  admit,
  closeCollection,
  demandOfRows,
  existingRows,
  type Found,
  memberRows,
  newMember,
  totalOf,
} from './collection-rows.ts';
import { addRow, type DraftRow, relationOf, valueOf } from './draft-row.ts';
import { exactly, rounded, type Scalar, stepOf, type Want } from './scalar.ts';
import { deadEnd } from './search.ts';
import { collectionId, type Standing, withRow } from './solving.ts';

export type Aggregate = Extract<CheckedValue, { kind: 'aggregate' }>;

/** More rows than a test would show are not made. */
const mostRows = 5000;
/** Stands for any large number. */
const large = 1e6;

export function imposeAggregate(value: Aggregate, want: Want, at: Standing): void {
  switch (value.function) {
    case 'count':
      return imposeCount(value, want, at);
    case 'count_distinct':
      return imposeDistinct(value, want, at);
    case 'sum':
      return imposeSum(value, want, at);
    case 'avg':
    case 'first':
    case 'last':
    case 'max':
    case 'median':
    case 'min':
    case 'mode':
    default:
      return imposeEach(value, want, at);
  }
}

// ---------------------------------------------------------------- rows

/** So many rows count, no more: those that count already, others made to count, and new ones. */
export function ensureRows(collection: CheckedCollection, wanted: number, at: Standing): void {
  const id = collectionId(collection);
  let lacking = wanted - totalOf(memberRows(collection, at));
  if (lacking < 0) return deadEnd('more rows count');
  if (lacking > mostRows) return deadEnd('too many rows');
  const others = existingRows(collection, at).filter(({ row }) => !row.memberOf.has(id));
  const fitting = lacking > 0 && others.length > 0 && at.solving.choose(2) === 0 ? others : [];
  for (const { row, times } of fitting) {
    if (lacking === 0) break;
    const isDivided = times > lacking;
    if (isDivided && times !== row.count) continue;
    admit(collection, isDivided ? splitOff(row, lacking) : row, at);
    lacking -= Math.min(times, lacking);
  }
  if (lacking === 0) return;
  const row = newMember(collection, at, false);
  row.count = lacking;
  admit(collection, row, at);
}

function imposeCount({ collection }: Aggregate, want: Want, at: Standing): void {
  const have = totalOf(memberRows(collection, at));
  const counts = wholeNumbers(want).filter((count) => count >= have && count <= mostRows);
  const count = want.test(have) && have > 0 ? have : counts[at.solving.choose(counts.length)];
  if (count === undefined) return deadEnd('no such number of rows');
  ensureRows(collection, count, at);
  if (!want.test(large) || !want.test(count + 1)) closeCollection(collection, at);
}

function wholeNumbers({ candidates, test }: Want): readonly number[] {
  const numbers = candidates.filter(
    (one): one is number => typeof one === 'number' && Number.isInteger(one) && one >= 0,
  );
  return [...new Set(numbers)].filter(test);
}

// ---------------------------------------------------------------- different values

/** Rows whose values differ: each of a holder of its own where the value is the holder. */
function imposeDistinct({ collection, value }: Aggregate, want: Want, at: Standing): void {
  if (value === undefined) return deadEnd('nothing to count');
  const counts = wholeNumbers(want).filter((count) => count <= 200);
  const count = counts[at.solving.choose(counts.length)];
  if (count === undefined) return deadEnd('no such number of values');
  const isHolder = isHolderOf(collection, value, at);
  const kept = memberRows(collection, at).length;
  if (kept > count) return deadEnd('more values');
  for (let index = kept; index < count; index += 1) {
    // The number of rows stays, where some of them are alike.
    const several =
      index > 0 ? memberRows(collection, at).find(({ row }) => row.count > 1) : undefined;
    if (several !== undefined) several.row.count -= 1;
    const row = newMember(collection, at, isHolder);
    admit(collection, row, at);
    if (isHolder) continue;
    const inside = withRow(at, collection.scope, row);
    at.solving.parts.impose(value, distinctValue(value, index, at), inside);
  }
  if (!want.test(count + 1)) closeCollection(collection, at);
}

/** Whether the value is the object that holds the row. */
export function isHolderOf(
  { from, hops }: CheckedCollection,
  value: CheckedValue,
  { solving: { model } }: Standing,
): boolean {
  if (value.kind !== 'relation_key' || value.row.hops.length > 0) return false;
  const path = hops.slice(0, -1);
  const holder = path.reduce((entity, hop) => relationOf(model, entity, hop).to, from.entity);
  const toRow = relationOf(model, holder, hops.at(-1) ?? '');
  const back = relationOf(model, value.row.entity, value.relation);
  return toRow.kind === 'to_many' && back.kind === 'to_one' && back.column === toRow.column;
}

function distinctValue(value: CheckedValue, index: number, { solving }: Standing): Want {
  const { type } = value;
  const choices: readonly Scalar[] =
    type.kind === 'enum'
      ? [type.values[index] ?? '']
      : type.kind === 'timestamp'
        ? [solving.clock.now - (index + 1) * 86_400_000]
        : type.kind === 'date'
          ? [solving.clock.today - index - 1]
          : ['text', 'email', 'url', 'id', 'version'].includes(type.kind)
            ? [type.kind === 'email' ? `person_${index + 1}@example.com` : `value_${index + 1}`]
            : [index + 1];
  return exactly(choices[0] ?? null, type);
}

// ---------------------------------------------------------------- sums

/** The amount is shared out among the rows that count; what remains stands in a row of its own. */
function imposeSum({ collection, value }: Aggregate, want: Want, at: Standing): void {
  if (value === undefined) return deadEnd('nothing to add up');
  const picked = pickNumber(want, at);
  if (picked === undefined) return deadEnd('no such sum');
  const members = membersFor(collection, picked === 0, at);
  const total = totalOf(members);
  const amount = evenAmount(picked, total, want);
  if (!want.test(amount + large) || amount === 0) closeCollection(collection, at);
  if (total === 0) return;
  const impose = (row: DraftRow, share: number): void => {
    const inside = withRow(at, collection.scope, row);
    at.solving.parts.impose(value, exactly(rounded(share), value.type), inside);
  };
  const step = stepOf(value.type, amount);
  const share = rounded(Math.floor(rounded(amount / total / step)) * step);
  const rest = rounded(amount - share * (total - 1));
  if (rest === share) {
    for (const { row } of members) impose(row, share);
    return;
  }
  const [first, ...others] = members;
  if (first === undefined) return;
  for (const { row } of others) impose(row, share);
  if (first.times > 1) {
    if (first.times !== first.row.count) return deadEnd('rows of several holders');
    const single = splitOff(first.row, 1);
    impose(first.row, share);
    impose(single, rest);
  } else impose(first.row, rest);
}

/** A sum that rows can share evenly in round amounts, where another one will do as well. */
function evenAmount(amount: number, rows: number, { test }: Want): number {
  if (rows < 2 || amount <= 0) return amount;
  const share = amount / rows;
  const round = [10, 1].flatMap((unit) =>
    [Math.ceil(share / unit), Math.floor(share / unit)].map((one) => one * unit),
  );
  return round.map((one) => one * rows).find((one) => one > 0 && test(one)) ?? amount;
}

/** Some of several rows that are alike become a row of their own. */
function splitOff(row: DraftRow, count: number): DraftRow {
  const { holder } = row;
  if (holder === undefined) return deadEnd('a row that nothing holds');
  const single = addRow(holder.row, holder.relation);
  row.count -= count;
  single.count = count;
  copyInto(single, row);
  return single;
}

/** Deep, so that the copy can be settled otherwise. */
function copyInto(copy: DraftRow, row: DraftRow): void {
  for (const [name, wants] of row.slots) copy.slots.set(name, wants);
  for (const [name, related] of row.toOne) {
    if (related === null) copy.toOne.set(name, null);
    else {
      const made: DraftRow = {
        ...related,
        holder: related.holder && { ...related.holder, row: copy },
      };
      copy.toOne.set(name, made);
    }
  }
  for (const [name, rows] of row.toMany) copy.toMany.set(name, rows);
  for (const id of row.memberOf) copy.memberOf.add(id);
}

function pickNumber(want: Want, { solving }: Standing): number | undefined {
  const numbers = want.candidates.filter(
    (one): one is number => typeof one === 'number' && want.test(one),
  );
  const plain = numbers.filter((one) => one >= 0);
  const usable = plain.length > 0 ? plain : numbers;
  return usable[solving.choose(Math.min(usable.length, 3))];
}

/** Rows that count: those that do already, others made to count, or a new one. */
function membersFor(
  collection: CheckedCollection,
  mayBeNone: boolean,
  at: Standing,
): readonly Found[] {
  const known = memberRows(collection, at);
  if (known.length > 0 || mayBeNone) return known;
  const others = existingRows(collection, at);
  if (others.length > 0 && at.solving.choose(2) === 0) {
    for (const { row } of others) admit(collection, row, at);
  } else admit(collection, newMember(collection, at, false), at);
  return memberRows(collection, at);
}

// ---------------------------------------------------------------- first, last, extremes, averages

/** Every row that counts has the value; where the rows that are there cannot, one more row makes the extreme. */
function imposeEach(aggregate: Aggregate, want: Want, at: Standing): void {
  const { collection, value } = aggregate;
  if (value === undefined) return deadEnd('nothing to look at');
  const { parts, choose } = at.solving;
  closeCollection(collection, at);
  const missing = valueOf([want]);
  if (missing === null && want.candidates[0] === null) {
    if (memberRows(collection, at).length > 0) deadEnd('rows count already');
    return;
  }
  const known = want.candidates.filter((one) => one !== null);
  const picked: Want = { test: (one) => one !== null && want.test(one), candidates: known };
  const impose = (row: DraftRow): void =>
    parts.impose(value, picked, withRow(at, collection.scope, row));
  const isExtreme = ['min', 'max', 'first', 'last'].includes(aggregate.function);
  const hasRows = memberRows(collection, at).length > 0;
  if (isExtreme && hasRows && choose(2) === 1) {
    imposeExtreme(aggregate, picked, at);
    return;
  }
  membersFor(collection, false, at);
  demandOfRows(collection, at, impose);
}

/** One more row; the others lie behind it. */
function imposeExtreme(aggregate: Aggregate, picked: Want, at: Standing): void {
  const { collection, value, order } = aggregate;
  const by = aggregate.function === 'min' || aggregate.function === 'max' ? value : order;
  if (value === undefined || by === undefined) return deadEnd('nothing to order by');
  const { parts } = at.solving;
  const others = memberRows(collection, at);
  const row = newMember(collection, at, false);
  admit(collection, row, at);
  const inside = withRow(at, collection.scope, row);
  parts.impose(value, picked, inside);
  const edge = parts.pin(by, inside);
  if (typeof edge !== 'number') return;
  const isFirst = aggregate.function === 'min' || aggregate.function === 'first';
  const away = by.type.kind === 'timestamp' ? 86_400_000 : 1;
  const behind: Want = {
    test: (one) => typeof one === 'number' && (isFirst ? one > edge : one < edge),
    candidates: [edge + (isFirst ? away : -away)],
  };
  for (const other of others) {
    parts.impose(by, behind, withRow(at, collection.scope, other.row));
  }
}
