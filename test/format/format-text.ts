// Formatting of texts for the tests, and when two texts mean the same.
import { formatFile } from '../../format/format-file.ts';
import { simplified } from '../../format/meaning.ts';
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

/** What a text means: its AST without places. */
export function meaningOf(text: string): unknown {
  return simplified(parseText(text).syntax.declarations, text, '');
}

/** The comments of a text without blanks around them, sorted: settings may change places with `where`. */
export function commentsOf(text: string): readonly string[] {
  const outsideTexts = text.replaceAll(/"(?:[^"\\\r\n]|\\.)*"/g, '""');
  return (outsideTexts.match(/\/\/[^\r\n]*/g) ?? []).map((one) => one.trimEnd()).toSorted();
}
