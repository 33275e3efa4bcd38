// What every printing function receives, and the pieces that values, conditions and declarations share.
import type { ExpressionSyntax, PathSyntax } from '../compiler/syntax/expression-ast.ts';
import type { NameSyntax, TimeUnit } from '../compiler/syntax/literal-ast.ts';
import type { Extent } from '../compiler/syntax/parse-alone.ts';
import { levels, type Level } from './precedence.ts';
import { sliceOf, type Written } from './written.ts';

/** The way back from the parts of an expression to any expression. */
export interface Printer {
  /** `node` in a place that takes `level` and above. */
  readonly expression: (node: ExpressionSyntax, place: Place, level: Level) => string;
  /** Conditions on lines of their own, one level inside `place`; `fromOneLine` as in a layout. */
  readonly lines: (
    conditions: readonly ExpressionSyntax[],
    region: Extent,
    place: Place,
    fromOneLine?: boolean,
  ) => string;
}

/** Where something is printed. */
export interface Place {
  readonly printer: Printer;
  readonly written: Written;
  /** Of the line that it stands on. */
  readonly indent: number;
  /** True when the line is too long unless lists and conjunctions are broken. */
  readonly broken: boolean;
  /** True for the condition of a line itself, where a long `or` becomes a block. */
  readonly ownLine: boolean;
}

/** Columns of a line. */
export const width = 100;

export function inside(place: Place): Place {
  return place.ownLine ? { ...place, ownLine: false } : place;
}

export function indented(place: Place): Place {
  return { ...place, indent: place.indent + 2 };
}

/** A value in a place that takes sums. */
export function valueText(node: ExpressionSyntax, place: Place): string {
  return place.printer.expression(node, inside(place), levels.sum);
}

/** Prints on one line, or with lists and conjunctions broken when that is too long. */
export function fit(place: Place, print: (place: Place) => string, before = 0): string {
  const flat = print({ ...place, broken: false });
  const room = width - place.indent;
  const fits = flat
    .split('\n')
    .every((line, index) => (index === 0 ? before : -place.indent) + line.length <= room);
  return fits ? flat : print({ ...place, broken: true });
}

/** Items that are no longer fill the lines of a broken list. */
const shortItem = 12;

/** `[a, b]`; when lines are broken an item on each line, or as many as there is room for when all are short. */
export function bracketed(items: readonly string[], place: Place): string {
  const flat = `[${items.join(', ')}]`;
  if (!place.broken || flat.length <= width / 2) return flat;
  const margin = ' '.repeat(place.indent);
  const short = items.every((item) => item.length <= shortItem);
  const lines = short ? filled(items, width - place.indent - 2) : items;
  return `[\n${lines.map((line) => `${margin}  ${line}`).join(',\n')}\n${margin}]`;
}

/** Lines of at most `room` columns, each without its last comma. */
export function filled(items: readonly string[], room: number): readonly string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const longer = `${last ?? ''}, ${item}`;
    if (last === undefined || longer.length >= room) lines.push(item);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

export function pathText(path: PathSyntax): string {
  return namesText(path.parts);
}

export function namesText(names: readonly NameSyntax[]): string {
  return names.map(({ text }) => text).join('.');
}

/** The literal as written: `50_000`, `"a\n"`. */
export function literalText(node: ExpressionSyntax, written: Written): string {
  return sliceOf(written, node.span);
}

/** `1 day`, `2 days`, `$n days`; `amount` as written. */
export function unitText(amount: string, unit: TimeUnit): string {
  return isOne(amount) ? unit : `${unit}s`;
}

export function isOne(amount: string): boolean {
  return /^0*1$/.test(amount.replaceAll('_', ''));
}
