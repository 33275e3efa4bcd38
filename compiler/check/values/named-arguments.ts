// Named arguments of calls: `tz: timezone`, the zone whose local time is meant, and `counting: support_hours`.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { ArgumentSyntax, CallSyntax, ExpressionSyntax } from '../../syntax/expression-ast.ts';
import { checkCalendar } from '../calendar-use.ts';
import type { CheckedValue } from '../checked.ts';
import { type Checking, unknownValue } from '../checking.ts';
import { describeType } from '../describe-type.ts';
import type { FunctionRule } from '../functions.ts';
import type { RowScope } from '../scope.ts';
import { isTimeZone, timeZoneSuggestion } from '../time-zones.ts';
import { familyOf } from '../type-rules.ts';

export interface SplitArguments {
  readonly positional: readonly ArgumentSyntax[];
  readonly named: readonly ArgumentSyntax[];
}

export function splitArguments(call: CallSyntax): SplitArguments {
  const positional = call.args.filter(({ name }) => name === undefined);
  return { positional, named: call.args.filter(({ name }) => name !== undefined) };
}

export interface NamedArguments {
  /** `tz:` */
  readonly zone: CheckedValue | undefined;
  /** `counting:` */
  readonly calendar: string | undefined;
}

/** The call that the arguments are given to. */
export interface NamedUse {
  readonly written: string;
  readonly rule: FunctionRule;
  readonly args: readonly CheckedValue[];
  readonly scope: RowScope;
}

/** What the named arguments say; undefined when something is wrong with them, which is reported. */
export function checkNamed(
  named: readonly ArgumentSyntax[],
  use: NamedUse,
  checking: Checking,
): NamedArguments | undefined {
  if (!checkNames(named, use, checking)) return undefined;
  const zoneArgument = named.find(({ name }) => name?.text === 'tz');
  const calendarArgument = named.find(({ name }) => name?.text === 'counting');
  const zone = zoneArgument && checkZone(zoneArgument, use.args[0], use.scope, checking);
  const calendar = calendarArgument && checkCounting(calendarArgument, checking);
  const isFaulty = calendarArgument !== undefined && calendar === undefined;
  return isFaulty || zone?.type.kind === 'unknown' ? undefined : { zone, calendar };
}

function checkNames(
  named: readonly ArgumentSyntax[],
  { written, rule }: NamedUse,
  checking: Checking,
): boolean {
  const known = [...(rule.zone ? ['tz'] : []), ...(rule.counting ? ['counting'] : [])];
  const seen = new Set<string>();
  for (const { name } of named) {
    if (name === undefined) continue;
    const { text, span } = name;
    if (!known.includes(text)) {
      const help = suggestion(text, known) ?? usage(rule, known);
      const args = { name: text, of: `\`${written}\``, help };
      const fixes = renameFixes(text, known, span);
      checking.report(catalogue.names.unknownArgument, span, args, { fixes });
      return false;
    }
    if (seen.has(text)) {
      checking.report(catalogue.names.repeated, span, { what: 'argument', name: `\`${text}\`` });
      return false;
    }
    seen.add(text);
  }
  return true;
}

/** The name of a calendar is no value: nothing else can stand there. */
function checkCounting({ value }: ArgumentSyntax, checking: Checking): string | undefined {
  const only = value.kind === 'path' && value.parts.length === 1 ? value.parts[0] : undefined;
  if (only !== undefined) return checkCalendar(only, checking);
  const args = {
    usage: 'counting: calendar',
    expected: 'the name of a calendar',
    found: value.kind === 'string' ? 'text' : 'a value',
  };
  checking.report(catalogue.typing.argumentType, value.span, args, {
    fixes: unquotedFixes(value, checking),
  });
  return undefined;
}

/** The name of a calendar in quotes is meant without them. */
function unquotedFixes(value: ExpressionSyntax, { table }: Checking): readonly Fix[] {
  if (value.kind !== 'string' || !table.calendars.has(value.value)) return [];
  const { value: text, span } = value;
  return [{ title: `write \`${text}\``, span, text }];
}

function usage(rule: FunctionRule, known: readonly string[]): string {
  return known.length === 0
    ? `Arguments of functions have no names: \`${rule.usage}\`.`
    : `Write \`${rule.usage}\`.`;
}

/** The zone as text: a name of the IANA database, or a value that holds one. */
function checkZone(
  argument: ArgumentSyntax,
  time: CheckedValue | undefined,
  scope: RowScope,
  checking: Checking,
): CheckedValue {
  const zone = checking.value(argument.value, scope);
  const { span } = zone;
  if (zone.type.kind === 'unknown') return zone;
  if (time?.type.kind === 'date') {
    checking.report(catalogue.times.zoneOfDate, argument.span, {});
    return unknownValue(span);
  }
  if (familyOf(zone.type) !== 'text') {
    const args = { usage: 'tz: zone', expected: 'text', found: describeType(zone.type) };
    checking.report(catalogue.typing.argumentType, span, args);
    return unknownValue(span);
  }
  if (zone.kind === 'literal' && !isTimeZone(String(zone.value))) {
    const name = String(zone.value);
    const args = { zone: name, help: timeZoneSuggestion(name) };
    checking.report(catalogue.declarations.unknownZone, span, args);
    return unknownValue(span);
  }
  return zone;
}
