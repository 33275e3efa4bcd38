// Prints rows of tests and the values of their fields: a row stands on one line when there is room, otherwise each field has
// a line of its own.
import { assertNever } from '../compiler/assert.ts';
import type {
  FixtureFieldName,
  FixtureFieldSyntax,
  FixtureListSyntax,
  FixtureRowSyntax,
  FixtureValueSyntax,
  TimePartSyntax,
} from '../compiler/syntax/test-ast.ts';
import type { BrokenSyntax } from '../compiler/syntax/expression-ast.ts';
import { braced } from './fields.ts';
import { layOut, type Item } from './items.ts';
import { listText } from './lists.ts';
import { bracketed, fit, indented, pathText, unitText, type Place } from './printing.ts';
import { asWritten, betweenBrackets, commentsIn, insideBraces, sliceOf } from './written.ts';

/** `{ status: "paid", total: 200 USD }` */
export function rowText({ fields, span }: FixtureRowSyntax, place: Place): string {
  const region = insideBraces(place.written, span.start, span.end);
  if (!place.broken && commentsIn(place.written, region).length === 0) {
    const flat = fields.map((field) => fieldText(field, place)).join(', ');
    return flat === '' ? '{}' : `{ ${flat} }`;
  }
  const inner = indented(place);
  const items: readonly Item[] = fields.map((field) => ({
    extent: field.span,
    print: () => fit(inner, (fitted) => fieldText(field, fitted)),
  }));
  return braced(layOut(items, region, place.written, { indent: inner.indent }), place);
}

function fieldText(field: FixtureFieldSyntax | BrokenSyntax, place: Place): string {
  if (field.kind === 'broken') return asWritten(place.written, field.span, place.indent);
  return `${fieldNameText(field.name, place)}: ${fixtureText(field.value, place)}`;
}

export function fieldNameText(name: FixtureFieldName, place: Place): string {
  return name.kind === 'path' ? pathText(name) : sliceOf(place.written, name.span);
}

export function fixtureText(value: FixtureValueSyntax, place: Place): string {
  switch (value.kind) {
    case 'string':
    case 'boolean':
    case 'date':
    case 'timestamp':
    case 'now':
    case 'today':
    case 'missing':
    case 'named':
      return sliceOf(place.written, value.span);
    case 'number':
    case 'percent':
      return sliceOf(place.written, value.span).replaceAll(/\s/g, '');
    case 'money': {
      const digits = /[\d_.]+/.exec(sliceOf(place.written, value.span))?.[0] ?? '';
      return `${value.value.startsWith('-') ? '-' : ''}${digits} ${value.currency}`;
    }
    case 'relative_time': {
      const direction = value.direction === 'ago' ? 'ago' : 'from now';
      return `${timePartsText(value.parts, place)} ${direction}`;
    }
    case 'place': {
      const args = value.arguments.map((one) => fixtureText(one, place));
      return `${value.function.text}(${args.join(', ')})`;
    }
    case 'fixture_row':
      return rowText(value, place);
    case 'repeated':
      return `${sliceOf(place.written, value.count.span)} * ${rowText(value.row, place)}`;
    case 'fixture_list':
      return fixtureListText(value, place);
    case 'membership_change':
      return `${value.change} ${value.segment.text} ${fixtureText(value.at, place)}`;
    default:
      return assertNever(value);
  }
}

/** `40 days 1 second` */
export function timePartsText(parts: readonly TimePartSyntax[], place: Place): string {
  return parts
    .map(({ amount, unit }) => {
      const written = sliceOf(place.written, amount.span);
      return `${written} ${unitText(written, unit)}`;
    })
    .join(' ');
}

/** On one line, or a line for each item; short items fill their lines. */
function fixtureListText({ items }: FixtureListSyntax, place: Place): string {
  const parts = items.map((item) => ({
    extent: item.span,
    print: (at: Place) => fixtureText(item, at),
  }));
  const extents = items.map(({ span }) => span);
  const region = betweenBrackets(place.written, '[', extents);
  if (region !== undefined && commentsIn(place.written, region).length > 0) {
    return listText(parts, place);
  }
  const isPlain = items.every(({ kind }) => kind !== 'fixture_row' && kind !== 'repeated');
  if (!place.broken || isPlain) {
    return bracketed(
      parts.map(({ print }) => print({ ...place, broken: false })),
      place,
    );
  }
  const inner = indented(place);
  const margin = ' '.repeat(place.indent);
  const lines = parts.map(({ print }) => `${margin}  ${fit(inner, print, 1)}`);
  return `[\n${lines.join(',\n')}\n${margin}]`;
}
