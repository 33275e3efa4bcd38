// `ntile`, `rank`, `peer_avg` …: what an object is beside all others of its kind. Only in traits, where the population is named.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { ArgumentSyntax, CallSyntax, ExpressionSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { checkAmount } from '../constants.ts';
import { describeType } from '../describe-type.ts';
import { functionNamed } from '../functions.ts';
import {
  populationFunctions,
  populationNamed,
  type PopulationRule,
} from '../population-functions.ts';
import type { RowScope } from '../scope.ts';
import { familyOf, isNumber, isOrdered } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { middleType, totalType } from './aggregate.ts';
import { checkCall } from './call.ts';

export function isPopulation(syntax: CallSyntax): boolean {
  return syntax.among !== undefined || populationNamed(syntax.function.text) !== undefined;
}

export function checkPopulation(
  syntax: CallSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const name = populationNamed(syntax.function.text);
  if (name === undefined) return refuseAmong(syntax, scope, checking);
  const rule = populationFunctions[name];
  const parts = checkParts(syntax, rule, scope, checking);
  if (!standsInTrait(syntax, scope, checking) || parts === undefined) {
    return unknownValue(syntax.span);
  }
  const { value, groups, among, amount } = parts;
  const type = resultType(rule, value.type);
  const nullable = isNullable(rule, parts);
  const object = scope.entity?.id ?? '';
  const { span } = syntax;
  return {
    kind: 'population',
    function: name,
    object,
    amount,
    value,
    groups,
    among,
    type,
    nullable,
    span,
  };
}

/** Of a function that there is not, that is all there is to say. */
function refuseAmong(syntax: CallSyntax, scope: RowScope, checking: Checking): CheckedValue {
  const { text: name, span } = syntax.function;
  if (functionNamed(name) === undefined) return checkCall(syntax, scope, checking);
  checking.report(catalogue.populations.misplacedAmong, span, { name });
  return unknownValue(syntax.span);
}

/** Only over the trait's own row: a population must not depend on where the trait is used. */
function standsInTrait(syntax: CallSyntax, scope: RowScope, checking: Checking): boolean {
  if (checking.inTrait && scope.depth === 0) return scope.entity !== undefined;
  const { text: name, span } = syntax.function;
  const args = { name, object: scope.entity?.id ?? 'contact' };
  checking.report(catalogue.populations.outsideTrait, span, args);
  return false;
}

type Parts = Pick<
  Extract<CheckedValue, { kind: 'population' }>,
  'value' | 'groups' | 'among' | 'amount'
>;

/** Everything inside, so that independent faults are all found; undefined when one of them decides. */
function checkParts(
  syntax: CallSyntax,
  rule: PopulationRule,
  scope: RowScope,
  checking: Checking,
): Parts | undefined {
  const { text: name, span } = syntax.function;
  const among = syntax.among === undefined ? undefined : checking.condition(syntax.among, scope);
  const groups = checkGroups(syntax, rule, scope, checking);
  const plain = syntax.args.filter((argument) => argument.name === undefined);
  const wanted = rule.amount === undefined ? 1 : 2;
  if (plain.length !== wanted) {
    for (const argument of plain) checking.value(argument.value, scope);
    const counts = { name, found: plain.length, usage: rule.usage };
    checking.report(catalogue.typing.argumentCount, span, counts);
    return undefined;
  }
  const [first, second] = plain;
  const amountSyntax = rule.amount === undefined ? undefined : first?.value;
  const valueSyntax = rule.amount === undefined ? first?.value : second?.value;
  const leading = checkLeading(rule, amountSyntax, scope, checking);
  const value = valueSyntax && checking.value(valueSyntax, scope);
  if (value === undefined || !fits(name, rule, value, checking)) return undefined;
  if (groups === undefined || !leading.sound) return undefined;
  return { value, groups, among, amount: leading.amount };
}

function checkGroups(
  syntax: CallSyntax,
  rule: PopulationRule,
  scope: RowScope,
  checking: Checking,
): readonly CheckedValue[] | undefined {
  const { text: name } = syntax.function;
  const groups: CheckedValue[] = [];
  let sound = true;
  for (const argument of syntax.args) {
    if (argument.name === undefined) continue;
    if (argument.name.text !== rule.groupedBy) {
      reportArgument(argument, name, rule, checking);
      sound = false;
      continue;
    }
    const group = checking.value(argument.value, scope);
    sound &&= isGroup(name, group, checking);
    groups.push(group);
  }
  return sound ? groups : undefined;
}

/** Whether rows can be told apart by the value; what is unknown was reported. */
export function isGroup(name: string, group: CheckedValue, checking: Checking): boolean {
  if (group.type.kind === 'unknown') return false;
  if (familyOf(group.type) !== 'none') return true;
  const args = { name, expected: 'groups that can be compared', found: describeType(group.type) };
  checking.report(catalogue.populations.cannotCompare, group.span, args);
  return false;
}

function reportArgument(
  argument: ArgumentSyntax,
  name: string,
  rule: PopulationRule,
  checking: Checking,
): void {
  if (argument.name === undefined) return;
  const { text, span } = argument.name;
  const known = [rule.groupedBy];
  const isOther = text === 'per' || text === 'group';
  const help = isOther
    ? `Write \`${rule.groupedBy}:\`, as in \`${rule.usage}\`.`
    : (suggestion(text, known) ?? `Write \`${rule.usage}\`.`);
  const fixes = isOther
    ? [{ title: `write \`${rule.groupedBy}\``, span, text: rule.groupedBy }]
    : renameFixes(text, known, span);
  const args = { name: text, of: `\`${name}\``, help };
  checking.report(catalogue.names.unknownArgument, span, args, { fixes });
}

interface Leading {
  readonly sound: boolean;
  readonly amount: string | undefined;
}

const faulty: Leading = { sound: false, amount: undefined };

/** The literal before the value, in canonical form. */
function checkLeading(
  rule: PopulationRule,
  syntax: ExpressionSyntax | undefined,
  scope: RowScope,
  checking: Checking,
): Leading {
  if (rule.amount === undefined || syntax === undefined) return { sound: true, amount: undefined };
  if (rule.amount === 'tiles') {
    const tiles = checkAmount(syntax, scope, 2, checking);
    return { sound: tiles.kind === 'literal', amount: literalText(tiles) };
  }
  const share = checking.value(syntax, scope);
  if (share.type.kind === 'unknown') return faulty;
  const amount = share.type.kind === 'percent' ? literalText(share) : undefined;
  if (amount !== undefined && Number(amount) <= 1) return { sound: true, amount };
  const found = describeShare(share);
  const what = 'a percentage from 0% to 100%';
  checking.report(catalogue.populations.badShare, share.span, { what, found });
  return faulty;
}

function literalText(value: CheckedValue): string | undefined {
  return value.kind === 'literal' ? String(value.value) : undefined;
}

/** A literal share as a percentage; other values by their type. */
export function describeShare(value: CheckedValue): string {
  if (value.kind !== 'literal' || value.type.kind !== 'percent') return describeType(value.type);
  return `${String(Number((Number(value.value) * 100).toPrecision(12)))}%`;
}

const expectations: Readonly<Record<PopulationRule['takes'], string>> = {
  ordered: 'a number, an amount of money, a date or a timestamp',
  amount: 'a number or an amount of money',
  alike: 'a value that can be compared',
};

function fits(
  name: string,
  rule: PopulationRule,
  value: CheckedValue,
  checking: Checking,
): boolean {
  const { type, span } = value;
  if (type.kind === 'unknown') return false;
  if (isOfKind(rule.takes, type)) return true;
  const args = { name, expected: expectations[rule.takes], found: describeType(type) };
  checking.report(catalogue.populations.cannotCompare, span, args);
  return false;
}

function isOfKind(takes: PopulationRule['takes'], type: ValueType): boolean {
  if (takes === 'ordered') return isOrdered(type);
  return takes === 'amount' ? isAmount(type) : familyOf(type) !== 'none';
}

export function isAmount(type: ValueType): boolean {
  return isNumber(type) || type.kind === 'money';
}

function resultType(rule: PopulationRule, type: ValueType): ValueType {
  switch (rule.gives) {
    case 'int':
    case 'percent':
      return { kind: rule.gives };
    case 'middle':
      return middleType(type) ?? type;
    case 'total':
      return totalType(type) ?? type;
    case 'same':
      return type;
  }
}

function isNullable(rule: PopulationRule, { value, groups, among }: Parts): boolean {
  const ungrouped = groups.some(({ nullable }) => nullable);
  switch (rule.missing) {
    case 'always':
      return true;
    case 'ungrouped':
      return ungrouped;
    case 'outside':
      return ungrouped || value.nullable || among !== undefined;
  }
}
