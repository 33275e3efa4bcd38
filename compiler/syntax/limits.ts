// Before lexing: files that must not be read further, and characters that no file may hold. Bounded by one scan.
import type { Reporter } from '../diagnostics/reporter.ts';
import { sourceText } from '../diagnostics/catalogue/source-text.ts';
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { SourceFile, Span } from '../source.ts';

export const limits = {
  /** UTF-16 units of one file. */
  characters: 1_000_000,
  tokens: 200_000,
  /** Of brackets, and of constructs that hold one another without brackets. */
  nesting: 200,
  /** Of the tree of one expression, in which `a + b + c` is one level higher than `a + b`. */
  height: 400,
  /** Faults reported in one file. */
  faults: 50,
} as const;

/** False when the file is too large to be read at all. */
export function withinSize(file: SourceFile, reporter: Reporter): boolean {
  const { length } = file.text;
  if (length <= limits.characters) return true;
  const allowed = `${limits.characters / 1_000_000} MB`;
  reporter.report(syntax.fileTooLarge, spanAt(file, 0, 0), { what: 'characters', length, allowed });
  return false;
}

type Kind = 'control' | 'direction' | 'surrogate' | 'mark' | 'replacement';

/** Reports each kind of forbidden character once, at its first place, with how often it occurs. */
export function checkCharacters(file: SourceFile, reporter: Reporter): void {
  const found = new Map<Kind, { at: number; times: number }>();
  const { text } = file;
  for (let at = 0; at < text.length; at += 1) {
    const kind = kindAt(text, at);
    if (kind === undefined) continue;
    const entry = found.get(kind);
    if (entry === undefined) found.set(kind, { at, times: 1 });
    else entry.times += 1;
  }
  for (const [kind, { at, times }] of found) {
    const args = { character: nameOf(text.charCodeAt(at)), times };
    reporter.report(entries[kind], spanAt(file, at, at + 1), args);
  }
}

const byteOrderMark = 0xfeff;
/** What decoders write in place of bytes that are no character. */
const replacement = 0xfffd;

/** Characters that change the order in which text is shown, so that it reads other than it is. */
const directions: ReadonlySet<number> = new Set([
  0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069,
]);

const entries = {
  control: syntax.controlCharacter,
  mark: syntax.controlCharacter,
  direction: syntax.directionCharacter,
  surrogate: syntax.loneSurrogate,
  replacement: sourceText.notUtf8,
} as const;

/** Blanks, and the characters that are reported here and mean nothing after. */
export function isBlank(code: number): boolean {
  if ([32, 9, byteOrderMark, replacement].includes(code)) return true;
  if (code === 10 || code === 13) return false;
  return code < 32 || (code >= 127 && code < 160) || directions.has(code);
}

/** All codes of `isBlank`. */
export function blankCodes(): number[] {
  const codes = [...directions, byteOrderMark, replacement];
  for (let code = 0; code < 160; code += 1) if (isBlank(code)) codes.push(code);
  return codes;
}

function kindAt(text: string, at: number): Kind | undefined {
  const code = text.charCodeAt(at);
  if (code >= 32 && code < 127) return undefined;
  if (code === 9 || code === 10 || code === 13) return undefined;
  if (code < 160) return 'control';
  if (directions.has(code)) return 'direction';
  if (code === byteOrderMark) return at === 0 ? undefined : 'mark';
  if (code === replacement) return 'replacement';
  return isLoneSurrogate(text, at) ? 'surrogate' : undefined;
}

export function isLoneSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdfff) return false;
  if (code < 0xdc00) return !isLow(text.charCodeAt(at + 1));
  return !isHigh(text.charCodeAt(at - 1));
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** `U+0000` */
export function nameOf(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function spanAt(file: SourceFile, start: number, end: number): Span {
  return { file: file.path, start, end };
}
