// The one way out: outcomes and errors, as text (data on stdout, talk on stderr) or as exactly one JSON object on stdout.
import type { Severity } from '../compiler/diagnostics/diagnostic.ts';
import type { Outcome } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Host } from './host.ts';
import { renderError, renderFailure } from './render-error.ts';
import { type Colours, coloursFor, plain } from './output/colours.ts';
import { diagnosticsText } from './output/diagnostics-text.ts';
import { renderEnvelope } from './output/envelope.ts';

export interface Report {
  readonly json: boolean;
  /** For text on stdout. */
  readonly colours: Colours;
  outcome(command: string, outcome: Outcome, quiet: boolean): Promise<ExitCode>;
  error(command: string | null, error: unknown): Promise<ExitCode>;
  /** Data without a command's work: help and version. */
  plainText(command: string, text: string, result: unknown): Promise<ExitCode>;
  /** Help after a call without a command, on stderr. */
  usage(text: string): Promise<void>;
}

/** The exit code after everything is written: output that could not be written is a failure. */
export async function outputWritten(host: Host, exitCode: ExitCode): Promise<ExitCode> {
  const error = host.stdout.failure();
  if (error === undefined) return exitCode;
  const { failure, exitCode: failed } = renderError(
    Object.assign(error, { path: 'standard output' }),
    false,
  );
  await host.stderr.write(renderFailure(failure, coloursFor(host.stderr, host.env, undefined)));
  return exitCode === exitCodes.done ? failed : exitCode;
}

/** Decides format and colour from the raw arguments, because wrong usage must be reported in them as well. */
export function createReport(host: Host): Report {
  const format = askedFormat(host.args);
  const json = format === 'json';
  const flag = colourFlag(host.args);
  const colours = json ? plain : coloursFor(host.stdout, host.env, flag);
  const talk = coloursFor(host.stderr, host.env, flag);
  return {
    json,
    colours,
    async outcome(command, outcome, quiet) {
      if (json) {
        await host.stdout.write(renderEnvelope({ command, ...outcome }));
        return outcome.exitCode;
      }
      const formatted = format === undefined ? undefined : outcome.formatted?.[format];
      await writeFindings(host, outcome, quiet, { stdout: colours, stderr: talk });
      await host.stdout.write(formatted === undefined ? outcome.text(colours) : formatted());
      if (outcome.failure !== undefined) {
        await host.stderr.write(renderFailure(outcome.failure, talk));
      }
      const hints = quiet ? [] : (outcome.hints?.(talk) ?? []);
      await host.stderr.write(hints.map((hint) => `${hint}\n`).join(''));
      return outcome.exitCode;
    },
    async error(command, error) {
      const { failure, exitCode } = renderError(error, host.args.includes('--verbose'));
      if (json) await host.stdout.write(renderEnvelope({ command, exitCode, failure }));
      else await host.stderr.write(renderFailure(failure, talk));
      return exitCode;
    },
    async plainText(command, text, result) {
      const exitCode = exitCodes.done;
      await host.stdout.write(json ? renderEnvelope({ command, exitCode, result }) : text);
      return exitCode;
    },
    usage: (text) => host.stderr.write(text),
  };
}

/** Beside other work notes are noise, and warnings are talk, which --quiet leaves out. */
async function writeFindings(
  host: Host,
  { diagnostics: findings }: Outcome,
  quiet: boolean,
  colours: { readonly stdout: Colours; readonly stderr: Colours },
): Promise<void> {
  if (findings === undefined) return;
  const { stream } = findings;
  const severities: readonly Severity[] =
    stream === 'stdout' ? ['error', 'warning', 'note'] : quiet ? ['error'] : ['error', 'warning'];
  await host[stream].write(diagnosticsText(findings, new Set(severities), colours[stream]));
}

/** Whoever asks for JSON gets it, even when the rest of the line is wrong; else the last one counts, as for the parser. */
function askedFormat(args: readonly string[]): string | undefined {
  const given = args.flatMap((arg, index) => {
    if (arg.startsWith('--format=')) return [arg.slice('--format='.length)];
    return args[index - 1] === '--format' ? [arg] : [];
  });
  return given.includes('json') ? 'json' : given.at(-1);
}

function colourFlag(args: readonly string[]): boolean | undefined {
  if (args.includes('--no-color')) return false;
  return args.includes('--color') ? true : undefined;
}
