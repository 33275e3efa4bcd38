// Prints segments: settings, then `where` or `enter` and `leave`, then `except` lines, then what ranks the rest.
import type { ParameterSyntax, SegmentSyntax, TakeSyntax } from '../compiler/syntax/ast.ts';
import type { BlockSyntax, ExpressionSyntax } from '../compiler/syntax/expression-ast.ts';
import { blockText } from './collections.ts';
import { declared, typeText } from './fields.ts';
import { layOut, type Item } from './items.ts';
import { parenthesisedText } from './lists.ts';
import { levels } from './precedence.ts';
import { fit, valueText, type Place } from './printing.ts';
import { settingItem } from './settings.ts';
import { takeText } from './takes.ts';
import { insideBraces, sliceOf, tokenBefore, withParentheses } from './written.ts';

const ranks = { setting: 0, where: 1, leave: 2, except: 3, take: 4 } as const;

export function segmentText(segment: SegmentSyntax, place: Place): string {
  const { name, parameters, of, span } = segment;
  const head = `segment ${name.text}${parametersText(parameters, place)} of ${of.text}`;
  const inner = { ...place, indent: place.indent + 2 };
  const region = insideBraces(place.written, of.span.end, span.end);
  const layout = { indent: inner.indent, spaced: new Set<number>([ranks.where]) };
  const lines = layOut(partsOf(segment, inner), region, place.written, layout);
  return declared(head, span.start, region, lines, place);
}

function parametersText(parameters: readonly ParameterSyntax[], place: Place): string {
  if (parameters.length === 0) return '';
  const parts = parameters.map((parameter) => ({
    extent: parameter.span,
    print: (at: Place) => parameterText(parameter, at),
  }));
  return parenthesisedText(parts, place);
}

function parameterText({ name, type, fallback }: ParameterSyntax, place: Place): string {
  const value = fallback === undefined ? '' : ` = ${valueText(fallback, place)}`;
  return `${name.text}: ${typeText(type, place)}${value}`;
}

function partsOf(segment: SegmentSyntax, place: Place): readonly Item[] {
  const { settings, where, enter, leave, excepts, take } = segment;
  return [
    ...settings.map((setting) => ({ ...settingItem(setting, place), rank: ranks.setting })),
    ...blockOf('where', where, ranks.where, place),
    ...blockOf('enter', enter, ranks.where, place),
    ...blockOf('leave', leave, ranks.leave, place),
    ...excepts.map((condition) => exceptOf(condition, place)),
    ...(take === undefined ? [] : [takeOf(take, place)]),
  ];
}

function blockOf(
  word: 'where' | 'enter' | 'leave',
  block: BlockSyntax | undefined,
  rank: number,
  place: Place,
): readonly Item[] {
  if (block === undefined) return [];
  const extent = { start: wordBefore(block.span.start, word, place), end: block.span.end };
  return [{ extent, print: () => `${word} ${blockText(block, place)}`, rank }];
}

function exceptOf(condition: ExpressionSyntax, place: Place): Item {
  const { start, end } = withParentheses(place.written, condition.span);
  const before = 'except '.length;
  return {
    extent: { start: wordBefore(start, 'except', place), end },
    print: () =>
      `except ${fit({ ...place, ownLine: true }, (fitted) => place.printer.expression(condition, fitted, levels.or), before)}`,
    rank: ranks.except,
  };
}

function takeOf(take: TakeSyntax, place: Place): Item {
  return {
    extent: take.span,
    print: () => fit(place, (fitted) => takeText(take, fitted)),
    rank: ranks.take,
  };
}

/** Where `word` begins when it stands directly before `offset`. */
function wordBefore(offset: number, word: string, { written }: Place): number {
  const token = tokenBefore(written, offset);
  return token !== undefined && sliceOf(written, token) === word ? token.start : offset;
}
