// What a check of the project found, as the outcome of a command.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import type { Outcome } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Findings } from '../output/diagnostics-text.ts';
import type { Failure } from '../output/failure.ts';
import { failureOf } from '../render-error.ts';

export interface FaultCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

export function countFaults(diagnostics: readonly Diagnostic[]): FaultCounts {
  const count = (severity: Diagnostic['severity']): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), notes: count('note') };
}

/** Why a command ends with exit code 10; undefined when there are warnings at most. */
export function faultsFailure(diagnostics: readonly Diagnostic[]): Failure | undefined {
  const faults = diagnostics.filter(({ severity }) => severity === 'error');
  if (faults.length === 0) return undefined;
  const files = new Set(faults.map(({ span }) => span.file)).size;
  return failureOf(operationalError(commandLine.faultsFound, { errors: faults.length, files }));
}

/** The outcome of a command that needs a project without errors; undefined when it may go on. */
export function faultyProject(findings: Findings): Outcome | undefined {
  const failure = faultsFailure(findings.diagnostics);
  if (failure === undefined) return undefined;
  return {
    exitCode: exitCodes.diagnostics,
    result: undefined,
    text: () => '',
    failure,
    diagnostics: findings,
  };
}
