// Values of fields, typed against the model as in conditions: what is stored, or undefined when the fault was reported.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { renameFixes } from '../../diagnostics/rename-fixes.ts';
import type { Fix } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/did-you-mean.ts';
import type { FixtureValueSyntax, PlaceSyntax } from '../../syntax/test-ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { FixtureValue } from '../checked-tests.ts';
import { requireComparable } from '../comparing.ts';
import { describeType } from '../describe-type.ts';
import { warnOfWholePercent } from '../percents.ts';
import { familyOf, isAssignable, isTime } from '../type-rules.ts';
import type { ValueType } from '../value-type.ts';
import { checkLiteral } from '../values/literal.ts';
import { isOnEarth } from '../values/place.ts';
import { isTimeValue, readDate, readTimestamp, type TimeValueSyntax } from './fixture-times.ts';
import type { Target, Testing } from './testing.ts';

/** Not `missing`, and no place. */
export function readValue(
  value: FixtureValueSyntax,
  target: Target,
  testing: Testing,
): FixtureValue | undefined {
  const { type } = target;
  if (type.kind === 'unknown') return undefined;
  if (type.kind === 'array') return readArray(value, type.element, target, testing);
  if (value.kind === 'named') return refuseWord(value.name, target, testing);
  if (isTimeValue(value)) {
    if (type.kind === 'timestamp') return readTimestamp(value, target, testing);
    if (type.kind === 'date') return readDate(value, target, testing);
    if (type.kind === 'raw') return readRawTime(value, target, testing);
    return refuseTime(value, target, testing);
  }
  if (isLiteral(value)) return readLiteral(checkLiteral(value, testing.checking), target, testing);
  return wrongShape(value, target, testing);
}

type Literal = Extract<
  FixtureValueSyntax,
  { kind: 'string' | 'number' | 'percent' | 'money' | 'boolean' }
>;

function isLiteral(value: FixtureValueSyntax): value is Literal {
  return ['string', 'number', 'percent', 'money', 'boolean'].includes(value.kind);
}

/** The type that a column has by what is stored in it, for columns that the model does not type. */
export function typeOfRaw(value: FixtureValueSyntax): ValueType {
  if (value.kind === 'date' || value.kind === 'today') return { kind: 'date' };
  if (isTimeValue(value)) return { kind: 'timestamp' };
  if (value.kind === 'boolean') return { kind: 'bool' };
  if (value.kind === 'percent' || value.kind === 'money') return { kind: 'decimal' };
  if (value.kind !== 'number') return { kind: 'text' };
  return { kind: value.value.includes('.') ? 'decimal' : 'int' };
}

function readRawTime(
  value: TimeValueSyntax,
  target: Target,
  testing: Testing,
): FixtureValue | undefined {
  const type = typeOfRaw(value);
  if (type.kind === 'date') return readDate(value, { ...target, type }, testing);
  return readTimestamp(value, target, testing);
}

function readArray(
  value: FixtureValueSyntax,
  element: ValueType,
  target: Target,
  testing: Testing,
): FixtureValue | undefined {
  if (value.kind !== 'fixture_list') {
    const needs = `a list of ${describeType(element)}`;
    const help = 'Write its items in brackets: `interests: ["running", "chess"]`.';
    const args = { field: target.field, needs, help };
    testing.checking.report(catalogue.tests.wrongShape, value.span, args);
    return undefined;
  }
  const items = value.items.map((item) => readValue(item, { ...target, type: element }, testing));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function readLiteral(
  value: CheckedValue,
  target: Target,
  { checking }: Testing,
): FixtureValue | undefined {
  if (value.type.kind === 'unknown' || value.kind !== 'literal') return undefined;
  const declared: CheckedValue = { ...value, kind: 'now', type: target.type };
  warnOfWholePercent(declared, value, checking);
  if (!requireComparable(declared, value, value.span, checking)) return undefined;
  const isText = familyOf(value.type) === 'text';
  if (isText || isAssignable(value.type, target.type)) return value.value;
  const args = {
    field: target.field,
    expected: describeType(target.type),
    found: describeType(value.type),
  };
  checking.report(catalogue.tests.wrongValue, value.span, args);
  return undefined;
}

function refuseTime(
  value: TimeValueSyntax,
  { field, type }: Target,
  { checking }: Testing,
): undefined {
  const found = value.kind === 'date' || value.kind === 'today' ? 'a date' : 'a time';
  const args = { field, expected: describeType(type), found };
  checking.report(catalogue.tests.wrongValue, value.span, args);
}

function quote(name: string): string {
  return `"${name}"`;
}

/** Enum values and texts without quotes. */
function refuseWord(
  { text, span }: { readonly text: string; readonly span: FixtureValueSyntax['span'] },
  { field, type }: Target,
  { checking }: Testing,
): undefined {
  const values = type.kind === 'enum' ? type.values : [];
  const isText = familyOf(type) === 'text' || familyOf(type) === 'any';
  const isMeant = values.includes(text) || (isText && type.kind !== 'enum');
  const quoted: Fix = {
    title: `write ${quote(text)}`,
    span,
    text: quote(text),
    certain: values.includes(text),
  };
  const fixes = isMeant ? [quoted] : renameFixes(text, values, span, quote);
  const help =
    (isMeant ? undefined : suggestion(text, values, quote)) ??
    (isText
      ? 'Text stands in double quotes, the values of an enum as well.'
      : isTime(type)
        ? 'Times are written `41 days ago`, `3 days from now`, `now`, `today`, 2025-11-01 or 2025-11-01T09:00:00Z.'
        : `It is of type ${describeType(type)}.`);
  checking.report(catalogue.tests.bareWord, span, { name: text, field, help }, { fixes });
}

function wrongShape(value: FixtureValueSyntax, target: Target, { checking }: Testing): undefined {
  const { field, type } = target;
  const needs = `one ${describeType(type)}`;
  const help =
    value.kind === 'missing'
      ? 'An item of a list cannot be missing.'
      : 'Rows in braces are for relations and events, lists for arrays.';
  checking.report(catalogue.tests.wrongShape, value.span, { field, needs, help });
}

/** Latitude and longitude of `geo(52.2, 21.0)`. */
export function readPlace(
  value: FixtureValueSyntax,
  field: string,
  testing: Testing,
): readonly [string, string] | undefined {
  const { checking } = testing;
  const numbers = value.kind === 'place' && isGeo(value) ? value.arguments : [];
  const [latitude, longitude] = numbers.map((number) => checkLiteral(number, checking));
  if (latitude?.kind !== 'literal' || longitude?.kind !== 'literal') {
    const help = 'Write latitude and longitude in degrees: `geo(52.2, 21.0)`.';
    checking.report(catalogue.tests.wrongShape, value.span, { field, needs: 'a place', help });
    return undefined;
  }
  if (!isOnEarth([latitude, longitude], checking)) return undefined;
  return [String(latitude.value), String(longitude.value)];
}

function isGeo({ function: name, arguments: numbers }: PlaceSyntax): boolean {
  return (
    name.text === 'geo' && numbers.length === 2 && numbers.every(({ kind }) => kind === 'number')
  );
}
