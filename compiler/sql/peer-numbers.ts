// Part of compiler/sql: numbers of a row's peers, for every row of the object: sums, averages, percentiles, spread.
import { FromNode, type SelectQueryNode } from 'kysely';
import { assertNever } from '../assert.ts';
import type { Measure, Population } from '../lower/ir.ts';
import type { Sql } from './dialect.ts';
import { wholeNumbers } from './exact-share.ts';
import {
  aggregate,
  aliased,
  allOf,
  arithmetic,
  binary,
  call,
  caseOf,
  caseWhen,
  cast,
  column,
  isNotNull,
  number,
  selection,
} from './expressions.ts';
import { keyNameOf, membersName, membersOf } from './population-members.ts';
import { between, doubleTotal } from './double-total.ts';
import { emitCombined, emitRatio, type Term } from './exact-arithmetic.ts';
import { counted, type NumberShape, resultShape, totalShape, widest } from './number-shape.ts';
import type { RowAccess } from './row-access.ts';
import { over } from './window-functions.ts';

export type PeerMeasure = Extract<Measure, { kind: `peer_${string}` }>;

/** A row in no group has no peers. `rows`: every row of the object, its value only where it counts. */
export function ofPeers(
  access: RowAccess,
  population: Population,
  measure: PeerMeasure,
  rows: SelectQueryNode,
): SelectQueryNode {
  const { source, value } = numberOf(access, population, measure, aliased(rows, membersName));
  const { key, groups } = membersOf(access, population);
  const grouped = groups.length === 0 ? value : caseWhen(allOf(groups.map(isNotNull)), value);
  return {
    kind: 'SelectQueryNode',
    selections: [selection(key, keyNameOf(population)), selection(grouped, measure.kind)],
    from: FromNode.create([source]),
  };
}

/** An expression over rows called `members`: the rows as they are, or with what had to be computed first. */
interface PeerNumber {
  readonly source: Sql;
  readonly value: Sql;
}

function numberOf(
  access: RowAccess,
  population: Population,
  measure: PeerMeasure,
  source: Sql,
): PeerNumber {
  const { groups, value, amount } = membersOf(access, population);
  switch (measure.kind) {
    case 'peer_count':
      return { source, value: over(aggregate('COUNT', value), groups) };
    case 'peer_sum': {
      const sum = over(aggregate('SUM', amount), groups);
      const isExact = access.shape(population.value).kind === 'exact';
      const total = isExact ? sum : doubleTotal(access.dialect, sum);
      return { source, value: call('COALESCE', total, number('0')) };
    }
    case 'peer_min':
    case 'peer_max': {
      const name = measure.kind === 'peer_min' ? 'MIN' : 'MAX';
      return { source, value: over(aggregate(name, value), groups) };
    }
    case 'peer_avg':
      return { source, value: average(access, population) };
    case 'peer_percentile':
      return percentile(access, population, measure.share, source);
    case 'peer_stddev':
      return deviation(access, population, source);
    default:
      return assertNever(measure);
  }
}

function average(access: RowAccess, population: Population): Sql {
  const { dialect } = access;
  const { groups, value, amount } = membersOf(access, population);
  const shape = totalShape(access.shape(population.value));
  const mean = emitRatio(
    dialect,
    { sql: over(aggregate('SUM', amount), groups), shape },
    { sql: over(aggregate('COUNT', amount), groups), shape: counted },
  );
  if (shape.kind === 'exact') return mean;
  const least = over(aggregate('MIN', value), groups);
  const most = over(aggregate('MAX', value), groups);
  return between(dialect, mean, least, most);
}

/** The members' columns and one more. */
function withColumn(
  access: RowAccess,
  population: Population,
  source: Sql,
  columns: readonly (readonly [string, Sql])[],
): Sql {
  const { key, groups, value } = membersOf(access, population);
  const select: SelectQueryNode = {
    kind: 'SelectQueryNode',
    selections: [
      selection(key, keyNameOf(population)),
      ...groups.map((group, index) => selection(group, `group_${index + 1}`)),
      selection(value, 'value'),
      ...columns.map(([name, sql]) => selection(sql, name)),
    ],
    from: FromNode.create([source]),
  };
  return aliased(select, membersName);
}

/**
 * Interpolated: of n known values in order, the one at `share * (n - 1)`, counted from 0. The place is computed in whole
 * numbers, so that a value that stands exactly there is the result itself.
 */
function percentile(
  access: RowAccess,
  population: Population,
  share: string,
  source: Sql,
): PeerNumber {
  const { groups, value, key } = membersOf(access, population);
  const { numerator, denominator } = wholeNumbers(share);
  const order = [value, key].map((by) => ({ by, descending: false }));
  const placed = withColumn(access, population, source, [
    ['place', over(call('ROW_NUMBER'), groups, order)],
    ['size', over(aggregate('COUNT', value), groups)],
  ]);
  const place = arithmetic(column(membersName, 'place'), '-', number('1'));
  const last = arithmetic(column(membersName, 'size'), '-', number('1'));
  const wanted = arithmetic(last, '*', number(numerator));
  const reached = arithmetic(place, '*', number(denominator));
  const bound = (name: 'MAX' | 'MIN', operator: '<=' | '>='): Sql =>
    over(aggregate(name, caseWhen(binary(reached, operator, wanted), value)), groups);
  const below = bound('MAX', '<=');
  const above = bound('MIN', '>=');
  // The place of the smallest and of the largest value is a whole number already.
  const double = (found: Sql): Sql => cast(found, access.dialect.typeName('double'));
  if (denominator === '1') return { source: placed, value: double(below) };
  const rest = call('MOD', wanted, number(denominator));
  const part = arithmetic(rest, '*', number(`0.${denominator.slice(1).replace(/0$/, '1')}`));
  const shape = access.shape(population.value);
  const away = combined(access, '-', { sql: above, shape }, { sql: below, shape });
  const step = combined(access, '*', away, { sql: part, shape: sharePlaces(denominator) });
  const interpolated = combined(access, '+', { sql: below, shape }, step).sql;
  return { source: placed, value: double(interpolated) };
}

/** Part of the way between two neighbours, computed with as many digits as there are. */
function sharePlaces(denominator: string): NumberShape {
  return { kind: 'exact', digits: 1, places: denominator.length - 1, room: widest };
}

function combined(
  { dialect }: RowAccess,
  operator: '+' | '-' | '*',
  left: Term,
  right: Term,
): Term {
  const sql = emitCombined(dialect, operator, left, right);
  return { sql, shape: resultShape(operator, left.shape, right.shape) };
}

const scale = '1000000000.0';

/**
 * The standard deviation of a sample: missing for fewer than two values. Deviations are scaled by the largest of them and
 * their squares added as decimals, so that the sum is the same in any order.
 */
function deviation(access: RowAccess, population: Population, source: Sql): PeerNumber {
  const { dialect } = access;
  const { groups, value } = membersOf(access, population);
  const double = dialect.typeName('double');
  const away = arithmetic(cast(value, double), '-', average(access, population));
  const off = column(membersName, 'off');
  const deviations = withColumn(access, population, source, [['off', away]]);
  const largest = column(membersName, 'largest');
  const measured = withColumn(access, population, deviations, [
    ['off', off],
    ['largest', over(aggregate('MAX', call('ABS', off)), groups)],
  ]);
  const ratio = arithmetic(off, '/', call('NULLIF', largest, number('0')));
  const scaled = arithmetic(ratio, '*', number(scale));
  const square = cast(arithmetic(scaled, '*', scaled), dialect.typeName('product'));
  const count = over(aggregate('COUNT', off), groups);
  const squares = cast(over(aggregate('SUM', square), groups), double);
  const variance = arithmetic(squares, '/', arithmetic(count, '-', number('1')));
  const spread = arithmetic(arithmetic(largest, '*', call('SQRT', variance)), '/', number(scale));
  const result = caseOf(
    [
      { when: binary(count, '<', number('2')), gives: nothing },
      { when: binary(largest, '=', number('0')), gives: cast(number('0'), double) },
    ],
    spread,
  );
  return { source: measured, value: result };
}

const nothing: Sql = caseOf([], undefined);
