// Serves render.ts: the lines of a source as a certain fix would leave them.
import type { OfferedFix } from './diagnostic.ts';
import { lineText, placeOf, type SourceIndex } from './line-index.ts';
import { visibleLine } from './visible-line.ts';

export interface CorrectedLine {
  /** 1-based, in the corrected file. */
  readonly number: number;
  readonly text: string;
}

/** More lines than these would hide the message. */
const most = 4;

/** The lines that the fix touches, corrected; none for a guess, or when nothing of them remains to be shown. */
export function correctedLines(
  { span, text, certain }: OfferedFix,
  sources: SourceIndex,
): readonly CorrectedLine[] {
  const index = sources.get(span.file);
  if (!certain || index === undefined) return [];
  const first = placeOf(index, span.start);
  const last = placeOf(index, span.end);
  const takesWholeLines = text === '' && first.column === 1 && last.column === 1;
  if (takesWholeLines && last.line > first.line) return [];
  const head = lineText(index, first.line).slice(0, first.column - 1);
  const tail = lineText(index, last.line).slice(last.column - 1);
  const lines = `${head}${text}${tail}`.split('\n');
  const shown = lines.flatMap((line, offset) => {
    const number = first.line + offset;
    const start = offset === 0 ? head.length : 0;
    const end = line.length - (offset === lines.length - 1 ? tail.length : 0);
    return line.trim() === '' ? [] : [{ number, text: visibleLine(line, start, end).text }];
  });
  return shown.length > most ? [] : shown;
}
