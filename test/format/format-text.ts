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
  const { kind, operands = [], span } = node;
  const block = (quantifier: string): unknown => ({
    kind: 'block',
    quantifier,
    worded: false,
    conditions: simplify(operands, text, ''),
  });
  if (kind === 'or' && operands.length > 2) return block('any');
  if (kind === 'and' && (key === 'where' || key === 'predicate')) return block('all');
  const result: Record<string, unknown> = {};
  for (const [name, child] of Object.entries(value)) {
    if (name !== 'span') result[name] = simplify(child, text, name);
  }
  const kept = kind === 'later' || kind === 'later-declaration';
  if (kept) result['words'] = text.slice(span?.start, span?.end).replaceAll(/\s+/g, ' ');
  return result;
}

/** The comments of a text without blanks around them, sorted: settings may change places with `where`. */
export function commentsOf(text: string): readonly string[] {
  const outsideTexts = text.replaceAll(/"(?:[^"\\\r\n]|\\.)*"/g, '""');
  return (outsideTexts.match(/\/\/[^\r\n]*/g) ?? []).map((one) => one.trimEnd()).toSorted();
}
