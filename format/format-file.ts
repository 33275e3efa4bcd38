// The printer of .seg files: text in, the one canonical layout out. Keeps meaning and every comment; formatting twice
// changes nothing more.
import { parseAlone, type ParsedAlone } from '../compiler/syntax/parse-alone.ts';
import { limits } from '../compiler/syntax/limits.ts';
import type { SourceFile } from '../compiler/source.ts';
import { declarationItems } from './declarations.ts';
import { layOut } from './items.ts';
import { refuseChangedMeaning } from './meaning.ts';
import { readWritten, type Written } from './written.ts';

export interface Formatted {
  /** Undefined when the file has syntax errors: it is left as it is. */
  readonly text: string | undefined;
  readonly diagnostics: ParsedAlone['diagnostics'];
}

/** Throws InternalError when the layout would not mean the same as `file`. */
export function formatFile(file: SourceFile): Formatted {
  const parsed = parseAlone(file);
  const { diagnostics } = parsed;
  if (diagnostics.length > 0) return { text: undefined, diagnostics };
  const { text } = layOutFile(file, parsed);
  if (text.length > limits.characters)
    return { text: undefined, diagnostics: tooLarge(file, text) };
  refuseChangedMeaning(file.path, file.text, text);
  return { text, diagnostics };
}

/** What a file is told whose layout could not be read again. */
export function tooLarge({ path }: SourceFile, text: string): ParsedAlone['diagnostics'] {
  return parseAlone({ path, text }).diagnostics;
}

export interface LaidOutFile {
  readonly text: string;
  /** With what was laid out, the file itself last. */
  readonly written: Written;
}

/** The layout of a file without syntax errors; line ends are `\n`, a byte order mark stays. */
export function layOutFile(file: SourceFile, parsed: ParsedAlone): LaidOutFile {
  const written = readWritten(file.text, parsed);
  const items = declarationItems(parsed.syntax.declarations, written);
  const region = { start: file.text.startsWith('\ufeff') ? 1 : 0, end: file.text.length };
  const lines = layOut(items, region, written, { indent: 0, apart: true });
  const mark = file.text.slice(0, region.start);
  return { text: lines === '' ? mark : `${mark}${lines}\n`, written };
}
