// Serves render.ts: a source line as a terminal can show it. Tabs become spaces, control characters
// escapes, long lines a window around the marked part; marks are measured in terminal columns.
import stringWidth from 'string-width';

const tab = '  ';
const widest = 140;
const before = 40;
const cut = '…';

export interface VisibleLine {
  readonly text: string;
  /** Terminal columns in front of the mark. */
  readonly indent: number;
  /** Terminal columns of the mark; at least 1. */
  readonly width: number;
}

/** Shows `line` with the mark at the half-open range of UTF-16 offsets `[start, end)` of the line. */
export function visibleLine(line: string, start: number, end: number): VisibleLine {
  const from = Math.min(start, line.length);
  const to = Math.max(from, Math.min(end, line.length));
  const head = visible(line.slice(Math.max(0, from - widest), from));
  const mark = visible(line.slice(from, Math.min(to, from + widest)));
  const tail = visible(line.slice(to, to + widest));
  const shownHead = from > widest || stringWidth(head) > widest - before ? lastPart(head) : head;
  const room = Math.max(0, widest - stringWidth(shownHead));
  const shownMark = firstPart(mark, Math.max(room, before));
  const shownTail = firstPart(tail, Math.max(0, room - stringWidth(shownMark)));
  return {
    text: `${shownHead}${shownMark}${shownTail}`.trimEnd(),
    indent: stringWidth(shownHead),
    width: Math.max(1, stringWidth(shownMark)),
  };
}

/** Escapes what would move or colour the terminal: control and format characters, separators, halves of pairs. */
export function visible(text: string): string {
  return text
    .replaceAll('\t', tab)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escapeCharacter)
    .replaceAll(zeroWidthJoiner, '\u200D');
}

/** Joins the parts of one emoji. */
const zeroWidthJoiner = '\\u{200d}';

function escapeCharacter(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function lastPart(text: string): string {
  return `${cut}${Array.from(text).slice(-before).join('')}`;
}

function firstPart(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let shown = '';
  let width = 0;
  for (const character of text) {
    width += stringWidth(character);
    if (width > columns - 1) break;
    shown += character;
  }
  return `${shown}${cut}`;
}
