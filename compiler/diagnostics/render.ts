// Last step of every message: a diagnostic and the sources it speaks of → text for people, or a plain object.
import type { Place, SourceFile, Span } from '../source.ts';
import { correctedLines } from './corrected-lines.ts';
import type { Diagnostic, Label, Severity } from './diagnostic.ts';
import { indexLines, lineText, placeOf, type SourceIndex } from './line-index.ts';
import { plainStyle, type Style } from './style.ts';
import { visible, visibleLine } from './visible-line.ts';

/** Reads each file once; do it once for many diagnostics. */
export function indexSources(files: readonly SourceFile[]): SourceIndex {
  return new Map(files.map((file) => [file.path, indexLines(file)]));
}

/** The message with its code frames, without a final newline. */
export function renderDiagnostic(
  diagnostic: Diagnostic,
  sources: SourceIndex,
  style: Style = plainStyle,
): string {
  const paint = severityStyle(style, diagnostic.severity);
  const gutter = gutterWidth(diagnostic, sources);
  const lines = [
    `${paint(`${diagnostic.severity}[${diagnostic.code}]`)}${style.strong(`: ${visible(diagnostic.message)}`)}`,
    ...frame(diagnostic, sources, { arrow: '-->', mark: '^', gutter, style, paint }),
    ...diagnostic.related.flatMap((label) =>
      frame(label, sources, { arrow: ':::', mark: '-', gutter, style, paint: style.gutter }),
    ),
    ...helpLines(diagnostic, sources, gutter, style),
  ];
  return lines.join('\n');
}

/** A place of the sources and what is said of it there. */
export interface Excerpt {
  readonly span: Span;
  readonly text: string;
  readonly tone: Severity | 'plain';
}

/** Code frames one after another, as in a message: the first is what it is about. Without a final newline. */
export function renderExcerpts(
  excerpts: readonly Excerpt[],
  sources: SourceIndex,
  style: Style = plainStyle,
): string {
  const gutter = Math.max(...excerpts.map(({ span }) => lineWidth(span, sources)));
  const lines = excerpts.flatMap(({ span, text, tone }, index) => {
    const paint = tone === 'plain' ? style.gutter : severityStyle(style, tone);
    const look = index === 0 ? { arrow: '-->', mark: '^' } : { arrow: ':::', mark: '-' };
    return frame({ span, text }, sources, { ...look, gutter, style, paint });
  });
  return lines.join('\n');
}

/** The diagnostic as machines read it: its own fields with 1-based lines and columns beside each span. */
export interface DiagnosticJson {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly message: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly where: PlacedSpan;
  readonly related: readonly { readonly text: string; readonly where: PlacedSpan }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly text: string;
    readonly certain: boolean;
    readonly where: PlacedSpan;
  }[];
}

export interface PlacedSpan {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** JSON form; a span in an unknown file is at 1:1. */
export function diagnosticToJson(diagnostic: Diagnostic, sources: SourceIndex): DiagnosticJson {
  const { code, slug, severity, message, label, help } = diagnostic;
  return {
    code,
    slug,
    severity,
    message,
    label,
    help,
    where: placed(diagnostic.span, sources),
    related: diagnostic.related.map(({ span, text }) => ({ text, where: placed(span, sources) })),
    fixes: diagnostic.fixes.map(({ title, text, span, certain }) => ({
      title,
      text,
      certain,
      where: placed(span, sources),
    })),
  };
}

interface FrameLook {
  readonly arrow: string;
  readonly mark: string;
  readonly gutter: number;
  readonly style: Style;
  readonly paint: (text: string) => string;
}

function frame(
  { span, ...spoken }: Pick<Diagnostic, 'span' | 'label'> | Label,
  sources: SourceIndex,
  look: FrameLook,
): readonly string[] {
  const { gutter, style, paint } = look;
  const text = visible('label' in spoken ? spoken.label : spoken.text);
  const index = sources.get(span.file);
  const arrow = `${' '.repeat(gutter)}${style.gutter(look.arrow)}`;
  if (index === undefined)
    return [`${arrow} ${visible(span.file)}${text === '' ? '' : `: ${text}`}`];
  const start = placeOf(index, span.start);
  const line = lineText(index, start.line);
  const shown = visibleLine(line, start.column - 1, markEnd(start, span));
  const mark = paint(look.mark.repeat(shown.width));
  const empty = `${' '.repeat(gutter)} ${style.gutter('|')}`;
  return [
    `${arrow} ${visible(span.file)}:${start.line}:${start.column}`,
    empty,
    `${style.gutter(String(start.line).padStart(gutter))} ${style.gutter('|')} ${shown.text}`.trimEnd(),
    `${empty} ${' '.repeat(shown.indent)}${mark}${text === '' ? '' : ` ${paint(text)}`}`,
  ];
}

/** End of the mark as an offset in its first line; a longer span is marked to the line's end. */
function markEnd(start: Place, span: Span): number {
  return start.column - 1 + Math.max(1, span.end - span.start);
}

function helpLines(
  diagnostic: Diagnostic,
  sources: SourceIndex,
  gutter: number,
  style: Style,
): readonly string[] {
  const lead = `${' '.repeat(gutter)} ${style.gutter('=')}`;
  const help = diagnostic.help === undefined ? [] : visibleLines(diagnostic.help);
  return [
    ...help.map((line) => `${lead} ${style.help('help:')} ${line}`),
    ...diagnostic.fixes.flatMap((fix) => [
      `${lead} ${style.help('fix:')} ${visible(fix.title)}`,
      ...correctedLines(fix, sources).map(
        ({ number, text }) =>
          `${style.gutter(String(number).padStart(gutter))} ${style.help('+')} ${text}`,
      ),
    ]),
  ];
}

function visibleLines(text: string): readonly string[] {
  return text.split('\n').map(visible);
}

function gutterWidth(diagnostic: Diagnostic, sources: SourceIndex): number {
  const corrected = diagnostic.fixes.filter(({ certain }) => certain);
  const spans = [diagnostic, ...diagnostic.related, ...corrected].map(({ span }) => span);
  return Math.max(...spans.map((span) => lineWidth(span, sources)));
}

function lineWidth(span: Span, sources: SourceIndex): number {
  return String(placed(span, sources).line).length;
}

/** Lines and columns of a span; in an unknown file 1:1. */
export function placed(span: Span, sources: SourceIndex): PlacedSpan {
  const index = sources.get(span.file);
  const start = index === undefined ? { line: 1, column: 1 } : placeOf(index, span.start);
  const end = index === undefined ? start : placeOf(index, span.end);
  return {
    path: span.file,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}

function severityStyle(style: Style, severity: Severity): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.error;
    case 'warning':
      return style.warning;
    case 'note':
      return style.note;
  }
}
