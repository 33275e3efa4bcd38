// Part of compiler/sql: calendars. A table with a row for each day of the account of compiler/plan/open-time.ts: its opening
// hours in milliseconds of the local clock, and how much open time and how many working days lie before it.
import {
  AggregateFunctionNode,
  FromNode,
  JoinNode,
  OrderByItemNode,
  OverNode,
  type SelectQueryNode,
  TableNode,
} from 'kysely';
import type { OpenHours } from '../check/model.ts';
import { weekdays } from '../check/time-zones.ts';
import { canonicalJson } from '../lower/canonical.ts';
import type { Value } from '../lower/ir.ts';
import { firstOpenDay, openDayCount, openingsOf } from '../plan/open-time.ts';
import type { Block } from './block.ts';
import { addExpression } from './bound-values.ts';
import type { Sql, SqlDialect } from './dialect.ts';
import {
  aliased,
  anyOf,
  arithmetic,
  binary,
  call,
  caseOf,
  cast,
  column,
  inList,
  number,
  selection,
  sumOf,
  text,
} from './expressions.ts';
import type { Query } from './query.ts';
import type { OpenDay } from './row-access.ts';

/** `day`: the SQL of the local day that `time` is or is in. */
export function joinOpenDay(block: Block, hours: OpenHours, time: Value, day: Sql): OpenDay {
  const identity = canonicalJson(['open_day', hours, time]);
  const known = block.joined.get(identity);
  if (known !== undefined) return (name) => column(known, name);
  const table = openDaysTable(block.query, hours);
  const alias = block.aliases.take(table);
  block.joined.set(identity, alias);
  const source = TableNode.create(table);
  const joined = alias === table ? source : aliased(source, alias);
  block.joins.push(
    JoinNode.createWithOn('LeftJoin', joined, binary(column(alias, 'day'), '=', day)),
  );
  return (name) => column(alias, name);
}

function openDaysTable(query: Query, hours: OpenHours): string {
  const { openDays } = query;
  const identity = canonicalJson(hours);
  const known = openDays.get(identity);
  if (known !== undefined) return known;
  const table = query.names.take('open_days');
  openDays.set(identity, table);
  addExpression(query.expressions, table, countedDays(hours, query.dialect));
  return table;
}

function of(name: string): Sql {
  return column('days', name);
}

function countedDays(hours: OpenHours, dialect: SqlDialect): SelectQueryNode {
  const numbers = openingNumbers(hours);
  const lengths = numbers.map((at) => binary(of(`closes_${at}`), '-', of(`opens_${at}`)));
  const names = ['day', ...numbers.flatMap((at) => [`opens_${at}`, `closes_${at}`]), 'works'];
  return {
    kind: 'SelectQueryNode',
    selections: [
      ...names.map((name) => selection(of(name), name)),
      selection(before(sumOf(lengths), dialect), 'open_before'),
      selection(before(of('works'), dialect), 'work_before'),
    ],
    from: FromNode.create([aliased(daysWithHours(hours, dialect), 'days')]),
  };
}

function openingNumbers(hours: OpenHours): readonly number[] {
  return Array.from({ length: openingsOf(hours) }, (_item, index) => index + 1);
}

/** The sum over all earlier days. */
function before(value: Sql, dialect: SqlDialect): Sql {
  const order = OrderByItemNode.create(column('days', 'day'));
  const over = OverNode.cloneWithOrderByItems(OverNode.create(), [order]);
  const total = AggregateFunctionNode.cloneWithOver(
    AggregateFunctionNode.create('SUM', [value]),
    over,
  );
  return cast(arithmetic(total, '-', value), dialect.typeName('integer'));
}

const minuteMs = 60_000;

function daysWithHours(hours: OpenHours, dialect: SqlDialect): SelectQueryNode {
  const day = column('days', 'day');
  const minutes = (at: number, end: 'start' | 'end'): Sql =>
    byWeekday(hours, dialect, day, (intervals) => (intervals[at - 1]?.[end] ?? 0) * minuteMs);
  const columns = openingNumbers(hours).flatMap((at) => [
    selection(minutes(at, 'start'), `opens_${at}`),
    selection(minutes(at, 'end'), `closes_${at}`),
  ]);
  const works = byWeekday(hours, dialect, day, (intervals) => (intervals.length === 0 ? 0 : 1));
  return {
    kind: 'SelectQueryNode',
    selections: [selection(day, 'day'), ...columns, selection(works, 'works')],
    from: FromNode.create([aliased(dialect.daySeries(firstOpenDay, openDayCount), 'days')]),
  };
}

/** A number for each weekday, and 0 on closed days. */
function byWeekday(
  { week, closed }: OpenHours,
  dialect: SqlDialect,
  day: Sql,
  numberOf: (intervals: OpenHours['week'][number]) => number,
): Sql {
  const groups = new Map<number, string[]>();
  week.forEach((intervals, index) => {
    const value = numberOf(intervals);
    if (value !== 0) groups.set(value, [...(groups.get(value) ?? []), weekdays[index] ?? '']);
  });
  const branches = [...groups].map(([value, names]) => ({
    when: inList(dialect.weekdayName(day), names.map(text), false),
    gives: number(String(value)),
  }));
  const isClosed = closedOn(closed, dialect, day);
  const zero = number('0');
  const closedFirst = isClosed.length === 0 ? [] : [{ when: anyOf(isClosed), gives: zero }];
  return caseOf([...closedFirst, ...branches], zero);
}

/** The days of one year by their dates, those of every year by month and day: 1225. */
function closedOn(closed: readonly string[], dialect: SqlDialect, day: Sql): readonly Sql[] {
  const dates = closed.filter((written) => written.length === 10);
  const yearly = closed.filter((written) => written.length === 5);
  const monthAndDay = arithmetic(
    arithmetic(call('MONTH', day), '*', number('100')),
    '+',
    call('DAY', day),
  );
  const numbers = yearly.map((written) => number(String(Number(written.replace('-', '')))));
  return [
    ...(dates.length === 0 ? [] : [inList(day, dates.map(dialect.dateLiteral), false)]),
    ...(yearly.length === 0 ? [] : [inList(monthAndDay, numbers, false)]),
  ];
}
