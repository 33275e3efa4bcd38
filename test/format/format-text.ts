// Formatting of texts for the tests, and when two texts mean the same.
import { formatFile } from '../../format/format-file.ts';
import { parseText } from '../syntax/parse-text.ts';

export function formatted(text: string): string | undefined {
  return formatFile({ path: 'test.seg', text }).text;
}

/** `conditions` in the `where` of a segment, formatted and taken out again, without the margin. */
export function formattedConditions(conditions: string): string {
  const text = formatted(`segment s of member {\n  where {\n${conditions}\n  }\n}\n`) ?? '';
  const lines = text.split('\n').slice(2, -3);
  return lines.map((line) => line.replace(/^ {4}/, '')).join('\n');
}

/**
 * What a text means: its AST without spans, kept constructs by their words. Layout may write an `or` of three as
 * `any of`, and an `and` after `where` or `have` as a block; both are counted as the block.
 */
export function meaningOf(text: string): unknown {
  return simplify(parseText(text).syntax.declarations, text, '');
}

interface Node {
  readonly kind?: unknown;
  readonly operands?: readonly unknown[];
  readonly span?: { readonly start: number; readonly end: number };
}

function simplify(value: unknown, text: string, key: string): unknown {
  if (Array.isArray(value)) return value.map((one) => simplify(one, text, ''));
  if (typeof value !== 'object' || value === null) return value;
  const node: Node = value;
  const quantifier = blockOf(node, key);
  if (quantifier === undefined) return { ...members(value, text), ...wordsOf(node, text) };
  const conditions = simplify(node.operands, text, '');
  return { kind: 'block', quantifier, worded: false, conditions };
}

/** The block that layout may write in place of `node`. */
function blockOf({ kind, operands = [] }: Node, key: string): string | undefined {
  if (kind === 'or' && operands.length > 2) return 'any';
  const predicate = key === 'where' || key === 'predicate';
  return kind === 'and' && predicate ? 'all' : undefined;
}

function members(value: object, text: string): object {
  const entries = Object.entries(value).filter(([name]) => name !== 'span');
  return Object.fromEntries(entries.map(([name, child]) => [name, simplify(child, text, name)]));
}

/** Kept constructs have nothing but their words. */
function wordsOf({ kind, span }: Node, text: string): object {
  if (kind !== 'later' && kind !== 'later-declaration') return {};
  return { words: text.slice(span?.start, span?.end).replaceAll(/\s+/g, ' ') };
}

/** The comments of a text without blanks around them, sorted: settings may change places with `where`. */
export function commentsOf(text: string): readonly string[] {
  const outsideTexts = text.replaceAll(/"(?:[^"\\\r\n]|\\.)*"/g, '""');
  return (outsideTexts.match(/\/\/[^\r\n]*/g) ?? []).map((one) => one.trimEnd()).toSorted();
}
