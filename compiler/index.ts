// The compiler's public functions and the data they exchange. Nothing else of the compiler is part of the package.
export { type CheckResult, checkProject } from './check/check-project.ts';
export type { CheckedProject, CheckedSegment } from './check/checked-project.ts';
export type { Diagnostic, Fix, Label, Severity } from './diagnostics/diagnostic.ts';
export {
  type DiagnosticJson,
  diagnosticToJson,
  indexSources,
  renderDiagnostic,
  type SourceIndex,
} from './diagnostics/render.ts';
export { ansiStyle, plainStyle, type Style } from './diagnostics/style.ts';
export type { Place, SourceFile, Span } from './source.ts';
