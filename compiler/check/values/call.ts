// Calls of functions against the table in functions.ts: which function, how many arguments, of which types.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed, suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { CallSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { FunctionName } from '../function-name.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import {
  functionNamed,
  functionNames,
  type FunctionRule,
  type ParameterKind,
} from '../functions.ts';
import { populationNames } from '../population-functions.ts';
import type { RowScope } from '../scope.ts';
import { isOnEarth } from './place.ts';
import { weekdays } from '../time-zones.ts';
import { familyOf, isNumber, isOrdered, isTime, mismatchOf, unify } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { checkNamed, type NamedArguments, splitArguments } from './named-arguments.ts';

interface CheckedArguments extends NamedArguments {
  readonly args: readonly CheckedValue[];
}

export function checkCall(syntax: CallSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const { text: written, span: nameSpan } = syntax.function;
  const found = functionNamed(written);
  if (found === undefined) {
    reportUnknown(syntax, checking);
    return unknownValue(syntax.span);
  }
  const { positional, named } = splitArguments(syntax);
  if (!hasRightCount(found.rule, positional.length)) {
    const counts = { name: written, found: positional.length, usage: found.rule.usage };
    checking.report(catalogue.typing.argumentCount, nameSpan, counts);
    return unknownValue(syntax.span);
  }
  const args = positional.map(({ value }) => checking.value(value, scope));
  const extras = checkNamed(named, { written, rule: found.rule, args, scope }, checking);
  if (extras === undefined) return unknownValue(syntax.span);
  return typedCall(found.name, found.rule, { args, ...extras }, syntax, checking);
}

function typedCall(
  name: FunctionName,
  rule: FunctionRule,
  { args, zone, calendar }: CheckedArguments,
  syntax: CallSyntax,
  checking: Checking,
): CheckedValue {
  const fits = args.map((arg, at) => argumentFits(rule, arg, at, checking));
  if (fits.includes(false)) return unknownValue(syntax.span);
  if (args.some(({ type }) => type.kind === 'unknown')) return unknownValue(syntax.span);
  if (name === 'geo' && !isOnEarth(args, checking)) return unknownValue(syntax.span);
  const type = resultType(rule, args, checking);
  if (type === undefined) return unknownValue(syntax.span);
  const nullable = isNullable(rule, args) || (zone !== undefined && zone.kind !== 'literal');
  const { span } = syntax;
  const extras = { ...(zone && { zone }), ...(calendar !== undefined && { calendar }) };
  return { kind: 'call', function: name, args, type, nullable, span, ...extras };
}

/** What other languages call an aggregate. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['average', 'Write `avg(orders.total)`.'],
  ['mean', 'Write `avg(orders.total)`.'],
  ['total', 'Write `sum(orders.total)`.'],
  ['distance', 'Write `distance_km(a, b)`, or ask `location within 25 km of other.location`.'],
  ['anniversary', 'Write `anniversary of birth_date in next 7 days`.'],
  ['birthday', 'Write `anniversary of birth_date in next 7 days`.'],
  ['streak', 'Write `count consecutive days(…)`.'],
  ['countif', 'Write `count(orders where …)`.'],
  ['count_if', 'Write `count(orders where …)`.'],
  ['sumif', 'Write `sum(orders.total where …)`.'],
  ['count_distinct', 'Write `count distinct(orders.status)`.'],
  ['most_common', 'Write `mode(orders.status)`.'],
]);

function reportUnknown(syntax: CallSyntax, checking: Checking): void {
  const { text: name, span } = syntax.function;
  const known = [...functionNames, ...populationNames];
  const lowered = name.toLowerCase();
  const moment = moments.get(lowered);
  const meant = moment ?? calledHere.get(lowered);
  const help =
    otherNames.get(lowered) ??
    (meant === undefined ? undefined : `It is called \`${meant}\` here.`) ??
    suggestion(name, known) ??
    `The functions are ${listed(known)}.`;
  const whole = moment === undefined ? span : syntax.span;
  const fixes =
    meant === undefined
      ? renameFixes(name, known, span)
      : [{ title: `write \`${meant}\``, span: whole, text: meant }];
  checking.report(catalogue.names.unknownFunction, span, { name, help }, { fixes });
}

/** Functions of other languages that are words here. */
const moments: ReadonlyMap<string, string> = new Map([
  ['now', 'now'],
  ['getdate', 'now'],
  ['sysdate', 'now'],
  ['current_timestamp', 'now'],
  ['today', 'today'],
  ['curdate', 'today'],
  ['current_date', 'today'],
]);

/** Functions that are called otherwise here. */
const calledHere: ReadonlyMap<string, string> = new Map([
  ['ifnull', 'coalesce'],
  ['nvl', 'coalesce'],
  ['isnull', 'coalesce'],
  ['len', 'length'],
  ['char_length', 'length'],
  ['lcase', 'lower'],
  ['lowercase', 'lower'],
  ['ucase', 'upper'],
  ['uppercase', 'upper'],
  ['ceiling', 'ceil'],
  ['datediff', 'days_between'],
  ['date_diff', 'days_between'],
  ['days_ago', 'days_since'],
  ['array_length', 'size'],
  ['cardinality', 'size'],
]);

function hasRightCount(rule: FunctionRule, count: number): boolean {
  return count >= rule.atLeast && (rule.repeats || count <= rule.takes.length);
}

function argumentFits(
  rule: FunctionRule,
  arg: CheckedValue,
  at: number,
  checking: Checking,
): boolean {
  const kind = rule.takes[at] ?? rule.takes.at(-1) ?? 'alike';
  if (arg.type.kind === 'unknown' || isOfKind(arg, kind)) return true;
  const args = { usage: rule.usage, expected: kindNames[kind], found: describeType(arg.type) };
  checking.report(catalogue.typing.argumentType, arg.span, args);
  return false;
}

const kindNames: Readonly<Record<ParameterKind, string>> = {
  time: 'a date or a timestamp',
  timestamp: 'a timestamp',
  text: 'text',
  number: 'a number or an amount of money',
  plain_number: 'a number',
  int: 'a whole number',
  geo: 'a place of type geo',
  int_literal: 'a whole number written out',
  array: 'an array',
  alike: 'a value that can be compared',
  alike_ordered: 'a value with an order',
};

function isOfKind({ type, kind: valueKind }: CheckedValue, kind: ParameterKind): boolean {
  switch (kind) {
    case 'time':
      return isTime(type);
    case 'timestamp':
      return type.kind === 'timestamp';
    case 'text':
      return familyOf(type) === 'text';
    case 'number':
      return isNumber(type) || type.kind === 'money';
    case 'plain_number':
      return isNumber(type);
    case 'int':
    case 'geo':
      return type.kind === kind;
    case 'int_literal':
      return valueKind === 'literal' && type.kind === 'int';
    case 'array':
      return type.kind === 'array';
    case 'alike':
      return familyOf(type) !== 'none';
    case 'alike_ordered':
      return isOrdered(type);
  }
}

function resultType(
  rule: FunctionRule,
  args: readonly CheckedValue[],
  checking: Checking,
): ValueType | undefined {
  const first = args[0]?.type ?? { kind: 'unknown' };
  switch (rule.gives) {
    case 'int':
    case 'text':
    case 'date':
    case 'decimal':
    case 'geo':
      return { kind: rule.gives };
    case 'weekday':
      return { kind: 'enum', values: weekdays };
    case 'first':
      return first;
    case 'whole':
      return wholeType(first, args.length);
    case 'elapsed_days':
      return elapsedType(args, checking);
    case 'unified':
      return unifiedType(args, checking);
  }
}

/** Rounding to digits keeps decimals; rounding to whole numbers gives them. */
function wholeType(type: ValueType, count: number): ValueType {
  if (type.kind === 'money') return type;
  return { kind: count > 1 && type.kind !== 'int' ? 'decimal' : 'int' };
}

function elapsedType(args: readonly CheckedValue[], checking: Checking): ValueType | undefined {
  const type = unifiedType(args, checking);
  return type && { kind: type.kind === 'date' ? 'int' : 'decimal' };
}

function unifiedType(args: readonly CheckedValue[], checking: Checking): ValueType | undefined {
  const [first, ...rest] = args;
  if (first === undefined) return undefined;
  let type: ValueType = first.type;
  for (const arg of rest) {
    const next = mismatchOf(type, arg.type) === undefined ? unify(type, arg.type) : undefined;
    if (next === undefined) {
      const found = { first: describeType(type), second: describeType(arg.type) };
      checking.report(catalogue.typing.unlikeArguments, arg.span, found);
      return undefined;
    }
    type = next;
  }
  return type;
}

function isNullable(rule: FunctionRule, args: readonly CheckedValue[]): boolean {
  switch (rule.missing) {
    case 'any':
      return args.some(({ nullable }) => nullable);
    case 'every':
      return args.every(({ nullable }) => nullable);
    case 'always':
      return true;
  }
}
