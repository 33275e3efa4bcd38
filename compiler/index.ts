// The compiler's public functions and the data they exchange. Nothing else of the compiler is part of the package.
export { type CheckOptions, type CheckResult, checkProject } from './check/check-project.ts';
export { type Diagnosed, diagnoseProject } from './diagnose/diagnose-project.ts';
export type { CheckedProject, CheckedSegment } from './check/checked-project.ts';
export type { CheckedTest } from './check/checked-tests.ts';
export type { Diagnostic, Fix, Label, OfferedFix, Severity } from './diagnostics/diagnostic.ts';
export {
  type DiagnosticJson,
  diagnosticToJson,
  indexSources,
  renderDiagnostic,
} from './diagnostics/render.ts';
export type { SourceIndex } from './diagnostics/line-index.ts';
export { ansiStyle, plainStyle, type Style } from './diagnostics/style.ts';
export type { Place, SourceFile, Span } from './source.ts';
export { planRefresh, type PlanOptions } from './plan/plan-refresh.ts';
export type {
  ColumnUse,
  JoinUse,
  PlannedFeature,
  PlannedSegment,
  RefreshPlan,
  SourceUse,
} from './plan/refresh-plan.ts';
export { checkDialect } from './sql/check-dialect.ts';
export type { SqlDialect } from './sql/dialect.ts';
export { printKeyQuery } from './sql/print-key-query.ts';
export { printSegmentQuery } from './sql/print-segment-query.ts';
export type { SegmentRelations } from './sql/query.ts';
