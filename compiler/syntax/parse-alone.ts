// For tools that look at one file by itself, such as the formatter: its AST, its faults, and where its comments stand.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createReporter } from '../diagnostics/reporter.ts';
import type { SourceFile } from '../source.ts';
import type { FileSyntax } from './ast.ts';
import { lex } from './lexer.ts';
import { parseFile } from './parse.ts';
import { endOf } from './places.ts';
import * as S from './symbols.ts';

/** A half-open range of UTF-16 offsets. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

export interface ParsedAlone {
  readonly syntax: FileSyntax;
  /** Syntax errors only; when there are none, the rest is whole. */
  readonly diagnostics: readonly Diagnostic[];
  /** From `//` to the end of the line, in order. */
  readonly comments: readonly Extent[];
  /** Every word and sign in order, without line ends. */
  readonly tokens: readonly Extent[];
}

export function parseAlone(file: SourceFile): ParsedAlone {
  const reporter = createReporter();
  const syntax = parseFile(file, reporter);
  const { diagnostics } = reporter;
  if (diagnostics.length > 0) return { syntax, diagnostics, comments: [], tokens: [] };
  const lexed = lex(file.text);
  const extent = (token: (typeof lexed.comments)[number]): Extent => ({
    start: token.startOffset,
    end: endOf(token),
  });
  return {
    syntax,
    diagnostics,
    comments: lexed.comments.map(extent),
    tokens: lexed.tokens.filter((token) => token.tokenType !== S.Newline).map(extent),
  };
}
