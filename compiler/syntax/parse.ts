// The whole of compiler/syntax: one file's text to its AST. Never throws and never hangs; every fault is reported.
import type { IToken } from 'chevrotain';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { SourceFile } from '../source.ts';
import type { DeclarationSyntax, FileSyntax } from './ast.ts';
import type { NameSyntax } from './literal-ast.ts';
import { cutIntoChunks } from './chunks.ts';
import { limitFaults } from './fault-limit.ts';
import { Grammar } from './grammar.ts';
import { lex } from './lexer.ts';
import { checkCharacters, limits, withinSize } from './limits.ts';
import { readSuppressions } from './suppressions.ts';

let grammar: Grammar | undefined;

/** Built at the first use: its analysis costs some milliseconds. */
function theGrammar(): Grammar {
  grammar ??= new Grammar(true);
  return grammar;
}

/** Parses `file`. Faults are reported; faulty conditions are `broken` nodes, faulty declarations are left out. */
export function parseFile(file: SourceFile, reporter: Reporter): FileSyntax {
  const declarations: DeclarationSyntax[] = [];
  const faulty: NameSyntax[] = [];
  const { path } = file;
  const unread = { kind: 'file', path, declarations, faulty, suppressions: [], words: {} } as const;
  if (!withinSize(file, reporter)) return unread;
  checkCharacters(file, reporter);
  const { tokens, comments } = lex(file.text);
  if (tokens.length > limits.tokens) {
    const allowed = `${limits.tokens} words and signs`;
    const span = { file: file.path, start: 0, end: 0 };
    const args = { what: 'words and signs', length: tokens.length, allowed };
    reporter.report(syntax.fileTooLarge, span, args);
    return unread;
  }
  const limited = limitFaults(reporter);
  for (const chunk of cutIntoChunks(file.text, tokens)) {
    if (limited.exhausted()) break;
    const parsed = theGrammar().parseChunk({ file, reporter: limited, chunk });
    if (parsed.declaration !== undefined) declarations.push(parsed.declaration);
    faulty.push(...parsed.faulty);
  }
  const suppressions = readSuppressions(file, tokens, comments);
  return { ...unread, suppressions, words: countWords(tokens) };
}

function countWords(tokens: readonly IToken[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { image } of tokens) {
    const first = image.charCodeAt(0);
    if (first < 65 || first === 123 || first === 125) continue;
    counts.set(image, (counts.get(image) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
