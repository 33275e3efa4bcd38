// Part of compiler/sql: what of a checked project the target's dialect cannot do. Reported before anything is lowered or printed.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { Entity } from '../check/model.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { createReporter, type Reporter } from '../diagnostics/reporter.ts';
import { largestSegment } from '../lower/lowering.ts';
import { createMeasure } from '../lower/measure-segment.ts';
import type { Span } from '../source.ts';
import type { SqlDialect } from './dialect.ts';
import { opaqueProblem } from './opaque-expression.ts';
import { patternProblem } from './portable-pattern.ts';
import { unprintable } from './readable-query-compiler.ts';

/** Errors must be fixed before `planRefresh`; warnings are for people. In the order of the project's segments. */
export function checkDialect(project: CheckedProject, dialect: SqlDialect): readonly Diagnostic[] {
  const reporter = createReporter();
  const sizeOf = createMeasure(project);
  for (const segment of project.segments) {
    checkSettings(segment, dialect, reporter);
    checkSize(segment, sizeOf(segment.name), reporter);
    const { where, hysteresis, excepts, take, parameters, span } = segment;
    checkTexts([where, hysteresis, excepts, take, parameters], span, reporter);
  }
  for (const trait of Object.values(project.model.traits)) {
    checkTexts(trait.value, trait.span, reporter);
  }
  for (const entity of Object.values(project.model.entities)) checkEntity(entity, reporter);
  return reporter.diagnostics;
}

const roleSettings = { hidden_from: 'hiddenFrom', visible_to: 'visibleTo' } as const;

function checkSettings(segment: CheckedSegment, dialect: SqlDialect, reporter: Reporter): void {
  const { name, settings, span } = segment;
  const { capabilities, title } = dialect;
  const { materialize } = settings;
  if (!capabilities.materialize.includes(materialize)) {
    const args = { segment: name, materialize, dialect: title };
    reporter.report(catalogue.dialects.materializeUnsupported, span, args);
  }
  if (capabilities.roles) return;
  const used = (['hidden_from', 'visible_to'] as const).filter(
    (setting) => settings[roleSettings[setting]].length > 0,
  );
  const [setting] = used;
  if (setting === undefined) return;
  const args = { segment: name, setting: used.join('` and `'), dialect: title };
  reporter.report(catalogue.dialects.rolesUnsupported, span, args);
}

/** Half of what lowering refuses: lowering may count a node of the project twice. */
function checkSize({ name, span }: CheckedSegment, size: number, reporter: Reporter): void {
  const limit = largestSegment / 2;
  if (size <= limit) return;
  reporter.report(catalogue.dialects.segmentTooLarge, span, { segment: name, size, limit });
}

function checkEntity(entity: Entity, reporter: Reporter): void {
  const { attributes, relations, source, tracking } = entity;
  checkTexts([source, tracking, relations, attributes], entity.span, reporter);
  for (const { name, sql, span } of Object.values(attributes)) {
    const problem = sql === undefined ? undefined : opaqueProblem(sql);
    if (problem === undefined) continue;
    const args = { attribute: `${entity.id}.${name}`, problem };
    reporter.report(catalogue.dialects.rawSqlShape, span, args);
  }
}

/** Everything below a node: each text at the innermost span around it, and each pattern. */
function checkTexts(node: unknown, span: Span, reporter: Reporter): void {
  if (typeof node === 'string') {
    if (unprintable.test(node)) reporter.report(catalogue.dialects.textNotPrintable, span, {});
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if (isPatternMatch(node)) checkPatterns(node.patterns, reporter);
  const inner = hasSpan(node) ? node.span : span;
  for (const field of Object.keys(node)) {
    // Places hold no text of the user's, and types none that is not written out in a declaration.
    if (field === 'span' || field === 'type') continue;
    checkTexts(Reflect.get(node, field), inner, reporter);
  }
}

function hasSpan(node: object): node is { readonly span: Span } {
  return 'span' in node && typeof node.span === 'object';
}

interface PatternMatch {
  readonly patterns: readonly { readonly value?: unknown; readonly span: Span }[];
}

function isPatternMatch(node: object): node is PatternMatch {
  return 'operator' in node && node.operator === 'matches' && 'patterns' in node;
}

function checkPatterns(patterns: PatternMatch['patterns'], reporter: Reporter): void {
  for (const { value, span } of patterns) {
    const problem = typeof value === 'string' ? patternProblem(value) : undefined;
    if (problem !== undefined)
      reporter.report(catalogue.dialects.patternNotPortable, span, problem);
  }
}
