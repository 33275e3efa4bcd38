// Part of compiler/sql: IR predicate → SQL condition for a positive place (WHERE, ON, CASE), where NULL counts as false.
// There is no negation above an atom, so only `whenMissing: true` needs a COALESCE.
import { assertNever, must } from '../assert.ts';
import type { Bound, Predicate, Value } from '../lower/ir.ts';
import { valueTypeOf } from '../lower/value-type-of.ts';
import { comparedAsStored, listedAsStored } from './as-stored.ts';
import type { Sql } from './dialect.ts';
import { emitValue } from './emit-value.ts';
import {
  allOf,
  anyOf,
  binary,
  bool,
  call,
  caseWhen,
  inList,
  isNotNull,
  isNull,
  not,
  number,
  text,
} from './expressions.ts';
import type { RowAccess } from './row-access.ts';

export function emitPredicate(access: RowAccess, predicate: Predicate): Sql {
  switch (predicate.kind) {
    case 'constant':
      return bool(predicate.value);
    case 'all':
      return allOf(predicate.predicates.map((part) => emitPredicate(access, part)));
    case 'any':
      return anyOf(predicate.predicates.map((part) => emitPredicate(access, part)));
    case 'known':
      return emitKnown(access, predicate);
    case 'member':
      return emitMember(access, predicate);
    case 'compare':
      return orMissing(emitCompare(access, predicate), predicate);
    case 'in_set':
      return orMissing(emitInSet(access, predicate), predicate);
    case 'in_interval':
      return orMissing(emitInterval(access, predicate), predicate);
    case 'text_match':
      return orMissing(emitTextMatch(access, predicate), predicate);
    case 'array_has':
      return orMissing(emitArrayHas(access, predicate), predicate);
    case 'arrays_meet':
      return orMissing(emitArraysMeet(access, predicate), predicate);
    default:
      return assertNever(predicate);
  }
}

function orMissing(condition: Sql, { whenMissing }: { readonly whenMissing: boolean }): Sql {
  return whenMissing ? call('COALESCE', condition, bool(true)) : condition;
}

function emitKnown(
  access: RowAccess,
  { value, negated }: Extract<Predicate, { kind: 'known' }>,
): Sql {
  if (value.kind === 'feature' && value.empty !== 'missing') return bool(!negated);
  const emitted = emitStored(access, value);
  return negated ? isNull(emitted) : isNotNull(emitted);
}

/** A value for a test of being there: only a version can be known as text and missing as what it is declared to be. */
function emitStored(access: RowAccess, value: Value): Sql {
  if (value.kind === 'row_key') return access.key(value.row);
  const isPlain = value.kind === 'column' && value.row.up < 2 && value.read.jsonPath.length === 0;
  if (!isPlain || value.read.type.kind === 'version') return emitValue(access, value);
  return access.column(value.row, { ...value.read, type: { kind: 'raw' } });
}

function emitMember(access: RowAccess, member: Extract<Predicate, { kind: 'member' }>): Sql {
  const { row, negated, whenMissing } = member;
  const found =
    member.before === true
      ? access.memberBefore(row, member.segment)
      : access.member(row, member.segment);
  const test = negated ? isNull(found) : isNotNull(found);
  if (negated === whenMissing || row.hops.length === 0) return test;
  const key = access.key(row);
  return whenMissing ? anyOf([test, isNull(key)]) : allOf([test, isNotNull(key)]);
}

type Compare = Extract<Predicate, { kind: 'compare' }>;

function emitCompare(access: RowAccess, { operator, left, right, whenMissing }: Compare): Sql {
  const stored = comparedAsStored(access, left, operator, right);
  if (stored !== undefined) return stored;
  const [first, second] = folded(access, [left, right]);
  const counted = left.kind === 'of_row' && !whenMissing ? left.value : left;
  return binary(
    withoutZero(access, counted, operator, right) ?? must(first, 'left'),
    operator,
    must(second, 'right'),
  );
}

/**
 * A count or sum that is compared so that 0 fails needs no zero for absent rows: NULL fails as well, and the join
 * that finds the rows can then be an inner one.
 */
function withoutZero(
  access: RowAccess,
  left: Value,
  operator: Compare['operator'],
  right: Value,
): Sql | undefined {
  if (left.kind !== 'feature' || left.empty === 'missing') return undefined;
  if (right.kind !== 'literal' || zeroPasses(operator, Number(right.value))) return undefined;
  return access.feature(left);
}

/** Whether 0 compared with the limit holds. */
export function zeroPasses(operator: Compare['operator'], limit: number): boolean {
  switch (operator) {
    case '=':
      return limit === 0;
    case '!=':
      return limit !== 0;
    case '<':
      return limit > 0;
    case '<=':
      return limit >= 0;
    case '>':
      return limit < 0;
    case '>=':
      return limit <= 0;
    default:
      return assertNever(operator);
  }
}

function emitInSet(access: RowAccess, set: Extract<Predicate, { kind: 'in_set' }>): Sql {
  if (set.items.length === 0) return bool(set.negated);
  const stored = listedAsStored(access, set.subject, set.items, set.negated);
  if (stored !== undefined) return stored;
  const [subject, ...items] = folded(access, [set.subject, ...set.items]);
  return inList(must(subject, 'subject'), items, set.negated);
}

function emitInterval(
  access: RowAccess,
  { subject, start, end, negated }: Extract<Predicate, { kind: 'in_interval' }>,
): Sql {
  const bounds = intervalBounds(access, subject, start, end, negated);
  return negated ? anyOf(bounds) : allOf(bounds);
}

/** The conditions of an interval, one per end. */
export function intervalBounds(
  access: RowAccess,
  subject: Value,
  start: Bound | undefined,
  end: Bound | undefined,
  negated: boolean,
): readonly Sql[] {
  let emitted: Sql | undefined;
  const read = (): Sql => (emitted ??= emitValue(access, subject));
  const side = (bound: Bound | undefined, inside: '>' | '<'): readonly Sql[] => {
    if (bound === undefined) return [];
    const opposite = inside === '>' ? '<' : '>';
    const direction = negated ? opposite : inside;
    const operator = bound.inclusive === negated ? direction : (`${direction}=` as const);
    const stored = comparedAsStored(access, subject, operator, bound.value);
    return [stored ?? binary(read(), operator, emitValue(access, bound.value))];
  };
  return [...side(start, '>'), ...side(end, '<')];
}

function emitTextMatch(access: RowAccess, match: Extract<Predicate, { kind: 'text_match' }>): Sql {
  const { dialect } = access;
  const { operator, ignoringCase } = match;
  const isPattern = operator === 'matches';
  const fold = ignoringCase && !isPattern;
  const subject = foldWhen(fold, match.subject, emitValue(access, match.subject));
  const found = match.patterns.map((value) => {
    const pattern = foldWhen(fold, value, emitValue(access, value));
    return isPattern
      ? dialect.regexFound(subject, pattern, ignoringCase)
      : dialect.textMatch(operator, subject, pattern);
  });
  const any = anyOf(found);
  return match.negated ? not(any) : any;
}

function emitArrayHas(access: RowAccess, has: Extract<Predicate, { kind: 'array_has' }>): Sql {
  const values = [has.subject, ...has.items];
  const fold = values.some(isEmail);
  const array = foldedArray(access, has.subject, fold);
  const found = has.items.map((item) => {
    return access.dialect.arrayHas(array, foldWhen(fold, item, emitValue(access, item)));
  });
  const all = has.quantifier === 'any' ? anyOf(found) : allOf(found);
  return has.negated ? not(all) : all;
}

/** Nothing holds all elements of an array in which none is known; missing when one of the two is. */
function emitArraysMeet(access: RowAccess, meet: Extract<Predicate, { kind: 'arrays_meet' }>): Sql {
  const { dialect } = access;
  const fold = [meet.subject, meet.other].some(isEmail);
  const other = foldedArray(access, meet.other, fold);
  const met = dialect.arraysMeet(foldedArray(access, meet.subject, fold), other, meet.quantifier);
  const some = allOf([met, binary(dialect.arrayKnownSize(other), '>', number('0'))]);
  const all = meet.quantifier === 'any' ? met : caseWhen(isNotNull(met), some);
  return meet.negated ? not(all) : all;
}

/** Of an email, or an array of emails. */
function isEmail(value: Value): boolean {
  const type = valueTypeOf(value);
  return (type.kind === 'array' ? type.element.kind : type.kind) === 'email';
}

function foldedArray(access: RowAccess, array: Value, fold: boolean): Sql {
  const emitted = emitValue(access, array);
  return fold ? access.dialect.arrayInLowerCase(emitted) : emitted;
}

/** Emails are compared in lower case; so is what they are compared with. */
function folded(access: RowAccess, values: readonly Value[]): readonly Sql[] {
  const fold = values.some((value) => valueTypeOf(value).kind === 'email');
  return values.map((value) => foldWhen(fold, value, emitValue(access, value)));
}

export function foldWhen(fold: boolean, value: Value, emitted: Sql): Sql {
  if (!fold) return emitted;
  const isPlain = value.kind === 'literal' && typeof value.value === 'string';
  if (isPlain && /^[\t\n\r -~]*$/.test(value.value)) return text(value.value.toLowerCase());
  return call('LOWER', emitted);
}
