// Part of compiler/sql: the value of a population for each row: ranks and shares of rows that count, numbers of peers for all.
import { FromNode, type SelectQueryNode } from 'kysely';
import { assertNever } from '../assert.ts';
import type { Measure, Population } from '../lower/ir.ts';
import type { Sql } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import { compareShare } from './exact-share.ts';
import {
  aggregate,
  aliased,
  allOf,
  arithmetic,
  binary,
  call,
  caseOf,
  fragment,
  number,
  selection,
} from './expressions.ts';
import { ofPeers, type PeerMeasure } from './peer-numbers.ts';
import { keyNameOf, type Members, membersName, membersOf } from './population-members.ts';
import { emitRatio } from './exact-arithmetic.ts';
import { counted, totalShape } from './number-shape.ts';
import type { RowAccess } from './row-access.ts';
import { over, type WindowOrder } from './window-functions.ts';

/** One row per key, its value in the column `measure.kind`. `rows`: the members. */
export function populationSelect(
  access: RowAccess,
  population: Population,
  rows: SelectQueryNode,
): SelectQueryNode {
  const { measure } = population;
  if (isPeerMeasure(measure)) return ofPeers(access, population, measure, rows);
  const members = membersOf(access, population);
  const value = rankOf(access, population, measure);
  return {
    kind: 'SelectQueryNode',
    selections: [selection(members.key, keyNameOf(population)), selection(value, measure.kind)],
    from: FromNode.create([aliased(rows, membersName)]),
  };
}

type RankMeasure = Exclude<Measure, PeerMeasure>;

function isPeerMeasure(measure: Measure): measure is PeerMeasure {
  return measure.kind.startsWith('peer_');
}

const countAll: Sql = fragment(['COUNT(*)'], []);

function rankOf(access: RowAccess, population: Population, measure: RankMeasure): Sql {
  const members = membersOf(access, population);
  const { groups, value } = members;
  switch (measure.kind) {
    case 'ntile':
      return over(call('NTILE', number(measure.tiles)), groups, byValue(members, false));
    case 'rank':
      return over(call('RANK'), groups, [{ by: value, descending: true }]);
    case 'percent_rank': {
      const below = over(call('RANK'), groups, [{ by: value, descending: false }]);
      const others = arithmetic(over(countAll, groups), '-', number('1'));
      return emitRatio(
        access.dialect,
        { sql: arithmetic(below, '-', number('1')), shape: counted },
        { sql: others, shape: counted },
      );
    }
    case 'cumulative_share':
      return cumulativeShare(access, population);
    case 'taken':
      return taken(access, members, measure);
    default:
      return assertNever(measure);
  }
}

/** By value, then by key, so that two runs agree. */
function byValue({ value, key }: Members, descending: boolean): readonly WindowOrder[] {
  return [
    { by: value, descending },
    { by: key, descending: false },
  ];
}

/** What is not positive adds nothing. */
function cumulativeShare(access: RowAccess, population: Population): Sql {
  const members = membersOf(access, population);
  const { amount, groups } = members;
  const adds = { when: binary(amount, '>', number('0')), gives: amount };
  const total = aggregate('SUM', caseOf([adds], number('0')));
  const running = over(total, groups, byValue(members, true), 'to_row');
  const shape = totalShape(access.shape(population.value));
  return emitRatio(access.dialect, { sql: running, shape }, { sql: over(total, groups), shape });
}

type Taken = Extract<Measure, { kind: 'taken' }>;

function taken(access: RowAccess, members: Members, measure: Taken): Sql {
  const { from, to } = measure;
  if (measure.of === 'places') {
    const place = placeOf(members, measure);
    const last = binary(place, '<=', emitValue(access, to));
    if (from === undefined) return last;
    return allOf([binary(place, '>=', emitValue(access, from)), last]);
  }
  const { before, whole } =
    measure.of === 'rows' ? rowsBefore(members, measure) : totalBefore(members, measure);
  const end = compareShare(access, before, '<', to, whole);
  return from === undefined ? end : allOf([compareShare(access, before, '>=', from, whole), end]);
}

function placeOf(members: Members, { direction, ties }: Taken): Sql {
  const descending = direction === 'top';
  const order = byValue(members, descending);
  return ties
    ? over(call('RANK'), members.groups, order.slice(0, 1))
    : over(call('ROW_NUMBER'), members.groups, order);
}

interface Progress {
  /** What stands before the row. */
  readonly before: Sql;
  readonly whole: Sql;
}

function rowsBefore(members: Members, measure: Taken): Progress {
  const before = arithmetic(placeOf(members, measure), '-', number('1'));
  return { before, whole: over(countAll, members.groups) };
}

function totalBefore(members: Members, { direction, ties }: Taken): Progress {
  const { amount, groups, value } = members;
  const order = byValue(members, direction === 'top');
  const sum = aggregate('SUM', amount);
  const whole = over(sum, groups);
  const running = ties
    ? over(sum, groups, order.slice(0, 1), 'to_equals')
    : over(sum, groups, order, 'to_row');
  const own = ties ? over(sum, [...groups, value]) : amount;
  return { before: arithmetic(running, '-', own), whole };
}
