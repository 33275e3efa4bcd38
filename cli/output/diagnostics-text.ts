// Diagnostics for people: each with its code frame, an empty line after each.
import type { Diagnostic, Severity } from '../../compiler/diagnostics/diagnostic.ts';
import { indexSources, renderDiagnostic } from '../../compiler/diagnostics/render.ts';
import { ansiStyle, plainStyle } from '../../compiler/diagnostics/style.ts';
import type { SourceFile } from '../../compiler/source.ts';
import type { Colours } from './colours.ts';

export interface Findings {
  /** In the order to show. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly SourceFile[];
  /** Where people read them: they are what `check` is asked for, and talk of the other commands. */
  readonly stream: 'stdout' | 'stderr';
}

export function diagnosticsText(
  { diagnostics, sources }: Findings,
  shown: ReadonlySet<Severity>,
  colours: Colours,
): string {
  const told = diagnostics.filter(({ severity }) => shown.has(severity));
  if (told.length === 0) return '';
  const index = indexSources(sources);
  const style = colours.isColorSupported ? ansiStyle : plainStyle;
  return told.map((diagnostic) => `${renderDiagnostic(diagnostic, index, style)}\n\n`).join('');
}
