// The printer of .seg files: text in, the one canonical layout out. Keeps meaning and every comment; formatting twice
// changes nothing more.
import { parseAlone, type ParsedAlone } from '../compiler/syntax/parse-alone.ts';
import type { SourceFile } from '../compiler/source.ts';
import { declarationItems } from './declarations.ts';
import { layOut } from './items.ts';
import { readWritten } from './written.ts';

export interface Formatted {
  /** Undefined when the file has syntax errors: it is left as it is. */
  readonly text: string | undefined;
  readonly diagnostics: ParsedAlone['diagnostics'];
}

export function formatFile(file: SourceFile): Formatted {
  const parsed = parseAlone(file);
  const { diagnostics } = parsed;
  if (diagnostics.length > 0) return { text: undefined, diagnostics };
  const written = readWritten(file.text, parsed);
  const items = declarationItems(parsed.syntax.declarations, written);
  const region = { start: 0, end: file.text.length };
  const lines = layOut(items, region, written, { indent: 0, apart: true });
  return { text: lines === '' ? '' : `${lines}\n`, diagnostics };
}
