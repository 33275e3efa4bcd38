// The same layout for prettier: `segform/prettier`, a plugin. Prettier is only asked for its types; it brings itself.
import type { Parser, Plugin, Printer, SupportLanguage } from 'prettier';
import type { ParsedAlone } from '../compiler/syntax/parse-alone.ts';
import { formatFile } from './format-file.ts';
import { formatRange } from './format-range.ts';

/** The whole file as one node: its layout is made at once. */
interface FileNode {
  readonly type: 'segform-file';
  readonly length: number;
  /** In canonical layout. */
  readonly text: string;
}

const name = 'segform';

export const languages: SupportLanguage[] = [
  { name: 'Segform', parsers: [name], extensions: ['.seg'], aliases: ['seg', 'segform'] },
];

const parser: Parser<FileNode> = {
  astFormat: name,
  /** Prettier gives plugins no other place to lay out a range; for a whole file nothing is done here. */
  preprocess(text, { rangeStart, rangeEnd, filepath }) {
    if (rangeStart <= 0 && rangeEnd >= text.length) return text;
    const file = { path: filepath, text };
    const { edits, diagnostics } = formatRange(file, rangeStart, rangeEnd);
    refuseFaults(diagnostics, text);
    return edits.reduceRight(
      (all, edit) => `${all.slice(0, edit.start)}${edit.text}${all.slice(edit.end)}`,
      text,
    );
  },
  parse(text, { filepath }) {
    const formatted = formatFile({ path: filepath, text });
    refuseFaults(formatted.diagnostics, text);
    return { type: 'segform-file', length: text.length, text: formatted.text ?? text };
  },
  locStart: () => 0,
  locEnd: ({ length }) => length,
};

const printer: Printer<FileNode> = {
  print: ({ node }) => node.text,
  getVisitorKeys: () => [],
};

export const parsers: NonNullable<Plugin['parsers']> = { [name]: parser };
export const printers: NonNullable<Plugin['printers']> = { [name]: printer };

/** Throws what prettier shows with the line: the first syntax error. */
function refuseFaults(diagnostics: ParsedAlone['diagnostics'], text: string): void {
  const [first] = diagnostics;
  if (first === undefined) return;
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : '';
  const [start, end] = [placeOf(text, first.span.start), placeOf(text, first.span.end)];
  const problem = `${first.code}: ${first.message}${more} (${start.line}:${start.column})`;
  throw Object.assign(new SyntaxError(problem), { loc: { start, end } });
}

/** 1-based; prettier has made all line ends `\n`. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
