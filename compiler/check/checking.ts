// What every function of the checker receives while it checks one segment, trait or annotation.
import type { CatalogueEntry } from '../diagnostics/catalogue-entry.ts';
import type { ReportExtras } from '../diagnostics/reporter.ts';
import type { Span } from '../source.ts';
import type { ExpressionSyntax } from '../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedValue } from './checked.ts';
import type { CheckedParameter } from './checked-project.ts';
import type { ModelTable } from './model-table.ts';
import type { RowScope } from './scope.ts';

export interface Checking {
  readonly table: ModelTable;
  readonly parameters: ReadonlyMap<string, CheckedParameter>;
  readonly inTrait: boolean;
  readonly findings: Findings;
  report<Args>(entry: CatalogueEntry<Args>, span: Span, args: Args, extras?: ReportExtras): void;
  /** Something under `span` was already reported elsewhere: the result must not be used. */
  fail(): void;
  /** A construct that this version recognises but does not compile; `where` says in which trait, when it is not here. */
  unsupported(construct: string, span: Span, where?: string): void;
  /** The expression as a value. */
  value(syntax: ExpressionSyntax, scope: RowScope): CheckedValue;
  /** The expression as a condition. */
  condition(syntax: ExpressionSyntax, scope: RowScope): CheckedCondition;
}

/** What checking one declaration brought to light beside its diagnostics. */
export interface Findings {
  faulty: boolean;
  /** The first unsupported construct. */
  unsupported: string | undefined;
  readonly usedParameters: Set<string>;
  /** Values that are missing only when a relation that must be there leads to no row. */
  readonly danglingOnly: WeakSet<CheckedValue>;
  /** Segments referred to, with the first place. */
  readonly segments: Map<string, Span>;
  /** Ids of the traits used, with the first place. */
  readonly traits: Map<string, Span>;
}

export function noFindings(): Findings {
  return {
    faulty: false,
    unsupported: undefined,
    usedParameters: new Set(),
    danglingOnly: new WeakSet(),
    segments: new Map(),
    traits: new Map(),
  };
}

/** Stands for a value that could not be checked; silences what follows from it. */
export function unknownValue(span: Span): CheckedValue {
  return { kind: 'literal', value: '', type: { kind: 'unknown' }, nullable: false, span };
}

/** Stands for a condition that could not be checked. */
export function unknownCondition(span: Span): CheckedCondition {
  return { kind: 'constant', value: true, span };
}
