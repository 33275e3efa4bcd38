// Part of compiler/sql: the rows of a population: key, groups and value, before they are seen together.
import type { SelectionNode } from 'kysely';
import { must } from '../assert.ts';
import type { Population, Value } from '../lower/ir.ts';
import { canBeMissing } from '../lower/predicates.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import type { Sql } from './dialect.ts';
import { emitPredicate, foldWhen } from './emit-predicate.ts';
import { summand } from './double-total.ts';
import { emitValue } from './emit-value.ts';
import { binary, caseWhen, column, isNotNull, number, selection } from './expressions.ts';
import type { RowAccess } from './row-access.ts';

/** The rows as a subselect of this name, and its columns. */
export interface Members {
  readonly key: Sql;
  readonly value: Sql;
  /** The value as a number that adds up to the same total in any order. */
  readonly amount: Sql;
  readonly groups: readonly Sql[];
}

export const membersName = 'members';

export interface MemberRows {
  readonly selections: readonly SelectionNode[];
  readonly conditions: readonly Sql[];
}

/** Whether every row of the object has the value, also those that do not count. */
export function isOfPeers({ measure }: Population): boolean {
  return measure.kind.startsWith('peer_');
}

export function keyNameOf({ anchor }: Population): string {
  return `${anchor}_key`;
}

/** What is selected from the object's rows, and which of them. */
export function memberRows(access: RowAccess, population: Population): MemberRows {
  const { anchor, among, groups, value } = population;
  const key = access.key({ up: 0, hops: [], entity: anchor });
  const emitted = emitValue(access, value);
  const keys = groups.map((group) => {
    const isEmail = valueTypeOf(group).kind === 'email';
    return foldWhen(isEmail, group, emitValue(access, group));
  });
  const everyRow = among.kind === 'constant' && among.value;
  const ofPeers = isOfPeers(population);
  const own = ofPeers && !everyRow ? caseWhen(emitPredicate(access, among), emitted) : emitted;
  const isExact = access.shape(value).kind === 'exact';
  const amount = isExact ? [] : [selection(summand(access.dialect, own), 'amount')];
  return {
    selections: [
      selection(key, keyNameOf(population)),
      ...keys.map((group, index) => selection(group, groupName(index))),
      selection(own, 'value'),
      ...amount,
    ],
    conditions: ofPeers
      ? []
      : [
          ...(everyRow ? [] : [emitPredicate(access, among)]),
          ...groups.flatMap((group, index) => knownOnly(group, must(keys[index], 'group'))),
          ...counts(population, emitted),
        ],
  };
}

/** Of a total, only what adds to it. */
function counts({ measure, value }: Population, emitted: Sql): readonly Sql[] {
  if (measure.kind === 'taken' && measure.of === 'total') {
    return [binary(emitted, '>', number('0'))];
  }
  return knownOnly(value, emitted);
}

function knownOnly(value: Value, emitted: Sql): readonly Sql[] {
  return canBeMissing(value) ? [isNotNull(emitted)] : [];
}

function groupName(index: number): string {
  return `group_${index + 1}`;
}

/** The columns, read from the subselect. */
export function membersOf(access: RowAccess, population: Population): Members {
  const table = membersName;
  const { groups, value } = population;
  return {
    key: column(table, keyNameOf(population)),
    value: column(table, 'value'),
    amount: column(table, access.shape(value).kind === 'exact' ? 'value' : 'amount'),
    groups: groups.map((_, index) => column(table, groupName(index))),
  };
}
