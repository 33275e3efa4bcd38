// The one JSON object that `--format json` writes on every way out (docs/cli.md). Members are only ever added.
import { diagnosticToJson, indexSources } from '../../compiler/diagnostics/render.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Findings } from './diagnostics-text.ts';
import type { Failure } from './failure.ts';
import { jsonView } from './json-view.ts';

export const formatVersion = '1.0';

export interface EnvelopeParts {
  readonly command: string | null;
  readonly exitCode: ExitCode;
  readonly result?: unknown;
  readonly failure?: Failure | undefined;
  readonly diagnostics?: Findings | undefined;
}

/** Indented JSON, so that people can read it too. */
export function renderEnvelope(parts: EnvelopeParts): string {
  const envelope = {
    ok: parts.exitCode === 0,
    format_version: formatVersion,
    command: parts.command,
    exit_code: parts.exitCode,
    ...(parts.result === undefined ? {} : { result: jsonView(parts.result) }),
    ...(parts.failure === undefined ? {} : { error: errorView(parts.failure) }),
    ...(parts.diagnostics === undefined ? {} : { diagnostics: diagnosticsView(parts.diagnostics) }),
  };
  return `${JSON.stringify(envelope, undefined, 2)}\n`;
}

function diagnosticsView({ diagnostics, sources }: Findings): unknown {
  const index = indexSources(sources);
  return diagnostics.map((diagnostic) => jsonView(diagnosticToJson(diagnostic, index)));
}

function errorView(failure: Failure): unknown {
  return {
    code: failure.code,
    summary: failure.summary,
    why: failure.why.length === 0 ? null : failure.why.join('\n'),
    next_actions: failure.nextActions,
    where:
      failure.where === undefined
        ? null
        : {
            path: failure.where.path,
            line: failure.where.line ?? null,
            column: failure.where.column ?? null,
          },
  };
}
