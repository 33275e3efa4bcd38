// Prints `test` and `fixtures`: their parts in the order in which they are written, for that is the order of time.
import { assertNever } from '../compiler/assert.ts';
import type { NameSyntax } from '../compiler/syntax/literal-ast.ts';
import type {
  CaseLineSyntax,
  CasesSyntax,
  ExpectSyntax,
  FixturesSyntax,
  TestPartSyntax,
  TestSyntax,
  ThenSyntax,
} from '../compiler/syntax/test-ast.ts';
import type { BrokenSyntax } from '../compiler/syntax/expression-ast.ts';
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { braced, declared } from './fields.ts';
import { fieldNameText, fixtureText, rowText, timePartsText } from './fixtures.ts';
import { layOut, type Item } from './items.ts';
import { parenthesisedText } from './lists.ts';
import { filled, fit, indented, type Place, width } from './printing.ts';
import { argumentsText } from './values.ts';
import { asWritten, insideBraces, sliceOf } from './written.ts';

export function testText({ title, of, args, parts, span }: TestSyntax, place: Place): string {
  const list = args.length === 0 ? '' : argumentsText(args, place);
  const head = `test ${sliceOf(place.written, title.span)} of ${of.text}${list}`;
  const from = args.at(-1)?.span.end ?? of.span.end;
  const region = insideBraces(place.written, from, span.end);
  return declared(head, span.start, region, partLines(parts, region, place), place);
}

export function fixturesText({ name, parts, span }: FixturesSyntax, place: Place): string {
  const region = insideBraces(place.written, name.span.end, span.end);
  const lines = partLines(parts, region, place);
  return declared(`fixtures ${name.text}`, span.start, region, lines, place);
}

function partLines(parts: readonly TestPartSyntax[], region: Extent, place: Place): string {
  const inner = indented(place);
  const items: readonly Item[] = parts.map((part) => ({
    extent: part.span,
    print: () => fit(inner, (fitted) => partText(part, fitted)),
  }));
  return layOut(items, region, place.written, { indent: inner.indent });
}

function partText(part: TestPartSyntax, place: Place): string {
  switch (part.kind) {
    case 'test_now':
      return `now: ${fixtureText(part.value, place)}`;
    case 'use':
      return `use ${listed(part.names)}`;
    case 'given': {
      const { object, name, like, row } = part;
      return `given ${object.text} ${name.text}${likeText(like)} ${rowText(row, place)}`;
    }
    case 'given_from':
      return `given ${part.object.text} from ${sliceOf(place.written, part.path.span)}`;
    case 'cases':
      return casesText(part, place);
    case 'expect':
      return expectText(part, place);
    case 'expect_segment':
      return `expect ${part.expected.replace('_', ' ')} ${part.segment.text}`;
    case 'then_step':
      return thenText(part, place);
    case 'remove':
      return `remove ${part.object.text} ${listed(part.names)}`;
    case 'broken':
      return asWritten(place.written, part.span, place.indent);
    default:
      return assertNever(part);
  }
}

function listed(names: readonly NameSyntax[]): string {
  return names.map(({ text }) => text).join(', ');
}

/** A list stands on one line, so one that is too long becomes several expectations. */
function expectText({ expected, objects }: ExpectSyntax, place: Place): string {
  const head = `expect ${expected}: `;
  if (objects.length === 0) return `${head}none`;
  const names = objects.map(({ text }) => text);
  if (!place.broken) return `${head}${names.join(', ')}`;
  // A comma that ends no line needs no room.
  const lines = filled(names, width - place.indent - head.length + 1);
  return lines.map((line) => `${head}${line}`).join(`\n${' '.repeat(place.indent)}`);
}

function likeText(like: NameSyntax | undefined): string {
  return like === undefined ? '' : ` like ${like.text}`;
}

function casesText({ object, like, columns, cases, span }: CasesSyntax, place: Place): string {
  const parts = columns.map((column) => ({
    extent: column.span,
    print: (at: Place) => fieldNameText(column, at),
  }));
  const list = parts.length === 0 ? '' : ` ${parenthesisedText(parts, place)}`;
  const from = columns.at(-1)?.span.end ?? like?.span.end ?? object.span.end;
  const region = insideBraces(place.written, from, span.end);
  const inner = indented(place);
  const items: readonly Item[] = cases.map((line) => ({
    extent: line.span,
    print: () => fit(inner, (fitted) => caseText(line, fitted)),
  }));
  const lines = layOut(items, region, place.written, { indent: inner.indent });
  return `cases of ${object.text}${likeText(like)}${list} ${braced(lines, place)}`;
}

function caseText(line: CaseLineSyntax | BrokenSyntax, place: Place): string {
  if (line.kind === 'broken') return asWritten(place.written, line.span, place.indent);
  const values = line.values.map((value) => `${fixtureText(value, place)}, `);
  return `${line.name.text}: ${values.join('')}${line.verdict.expected}`;
}

function thenText({ when, parts, span }: ThenSyntax, place: Place): string {
  const { at, later } = when;
  const time =
    at === undefined ? `${timePartsText(later, place)} later` : `at ${fixtureText(at, place)}`;
  const region = insideBraces(place.written, when.span.end, span.end);
  return `then ${time} ${braced(partLines(parts, region, place), place)}`;
}
