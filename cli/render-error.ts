// Any thrown error → what the user reads and the exit code. Three kinds, never mixed: wrong usage or world
// (OperationalError, errors of the file system), a stop by signal, and our own fault (SEG9000 with a request to report).
import { commandLine } from '../compiler/diagnostics/catalogue/command-line.ts';
import { operations } from '../compiler/diagnostics/catalogue/operations.ts';
import { visible } from '../compiler/diagnostics/visible-line.ts';
import { OperationalError, operationalError } from '../compiler/operational-error.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fileError } from './files.ts';
import type { StopSignal } from './host.ts';
import type { Colours } from './output/colours.ts';
import type { Failure } from './output/failure.ts';

export interface RenderedError {
  readonly failure: Failure;
  readonly exitCode: ExitCode;
}

/** Thrown when a command is left because of a signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: StopSignal;

  /** `cause`: what the command said when it was asked to stop. */
  constructor(signal: StopSignal, cause?: unknown) {
    super(`stopped by ${signal}`, { cause });
    this.signal = signal;
  }
}

/** `verbose` adds the stack of our own faults. */
export function renderError(error: unknown, verbose: boolean): RenderedError {
  if (error instanceof Interrupted) return interrupted(error.signal, error.cause);
  if (error instanceof OperationalError) return operational(error);
  const ofFiles = fileError(error);
  if (ofFiles !== undefined) return operational(ofFiles);
  return internal(error, verbose);
}

export function interrupted(signal: StopSignal, cause?: unknown): RenderedError {
  const details = cause instanceof OperationalError ? [cause.message] : [];
  const { failure } = operational(
    operationalError(commandLine.interrupted, { signal }, { details }),
  );
  return {
    failure,
    exitCode: signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated,
  };
}

/** The failure of a catalogue entry, for outcomes that are not errors thrown by someone. */
export function failureOf(error: OperationalError): Failure {
  return {
    code: error.code,
    summary: error.message,
    why: error.details,
    nextActions: error.help === undefined ? error.nextActions : [error.help, ...error.nextActions],
    where:
      error.where === undefined
        ? undefined
        : { path: error.where.path, line: error.where.line, column: error.where.column },
  };
}

function operational(error: OperationalError): RenderedError {
  return { failure: failureOf(error), exitCode: exitCodeOf(error) };
}

/** SEG6: usage and configuration; SEG7: what went wrong at run time, or was asked for too early. */
function exitCodeOf({ code }: OperationalError): ExitCode {
  if (code === operations.warehouseLocked.code) return exitCodes.locked;
  return code.startsWith('SEG6') || askedTooEarly.has(code) ? exitCodes.usage : exitCodes.failure;
}

const askedTooEarly: ReadonlySet<string> = new Set([
  operations.segmentNotPublished.code,
  operations.nothingPublished.code,
]);

function internal(error: unknown, verbose: boolean): RenderedError {
  const problem = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && verbose ? (error.stack?.split('\n').slice(1) ?? []) : [];
  const fault = operationalError(operations.internalError, { problem }, { details: stack });
  return { failure: failureOf(fault), exitCode: exitCodes.failure };
}

/** Lines for stderr. */
export function renderFailure(failure: Failure, colours: Colours): string {
  const place = failure.where;
  const position = [place?.path, place?.line, place?.column].filter((part) => part !== undefined);
  return [
    `${colours.red(colours.bold(`error[${failure.code}]`))}: ${colours.bold(visible(failure.summary))}`,
    ...(place === undefined ? [] : [`  ${colours.blue('-->')} ${position.join(':')}`]),
    ...failure.why.map((line) => `  ${visible(line)}`),
    ...failure.nextActions.map((line) => `  ${colours.cyan('=')} ${visible(line)}`),
    '',
  ].join('\n');
}
