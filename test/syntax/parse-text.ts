// Parsing of texts and samples for the tests of syntax and format.
import { readdirSync, readFileSync } from 'node:fs';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { createReporter } from '../../compiler/diagnostics/reporter.ts';
import type { FileSyntax } from '../../compiler/syntax/ast.ts';
import { parseFile } from '../../compiler/syntax/parse.ts';

export interface Parsed {
  readonly syntax: FileSyntax;
  readonly diagnostics: readonly Diagnostic[];
}

export function parseText(text: string): Parsed {
  const reporter = createReporter();
  const syntax = parseFile({ path: 'test.seg', text }, reporter);
  return { syntax, diagnostics: reporter.diagnostics };
}

/** `conditions` in the `where` of a segment. */
export function inSegment(conditions: string): string {
  return `segment s of member {\n  where {\n${conditions}\n  }\n}\n`;
}

/** `SEG1001 3:5`, code and place of each diagnostic. */
export function faultsOf(text: string): readonly string[] {
  return parseText(text).diagnostics.map(({ code, span }) => {
    const before = text.slice(0, span.start).split('\n');
    return `${code} ${before.length}:${(before.at(-1) ?? '').length + 1}`;
  });
}

/** The AST without spans, as plain data. */
export function withoutSpans(node: unknown): unknown {
  const text = JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value));
  return JSON.parse(text) as unknown;
}

const folder = new URL('samples/', import.meta.url);

/** Names and texts of the sample files. */
export function samples(): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.seg'))
    .toSorted()
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]);
}
