// What a command is: its declaration (shown by --help, used to parse) and its run, which returns an Outcome.
// Commands never print their result themselves, so that text and JSON have one way out.
import type { CommandArguments } from './arguments/command-arguments.ts';
import type { CommandDeclaration } from './command-declaration.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Host } from './host.ts';
import type { Colours } from './output/colours.ts';
import type { Findings } from './output/diagnostics-text.ts';
import type { Failure } from './output/failure.ts';
import type { Progress } from './output/progress.ts';

export interface Command extends CommandDeclaration {
  /** True when `run` ends soon and safely after `signal` is aborted; other commands are left at once. */
  readonly stopsByItself: boolean;
  run(context: CommandContext, args: CommandArguments): Promise<Outcome>;
}

export interface CommandContext {
  readonly host: Host;
  /** `--project`: a folder or a segform.yaml, absolute; undefined: the nearest upward. */
  readonly project: string | undefined;
  /** For hints: the options of this call that the next call needs too, such as ` --project shop`. */
  readonly repeatedOptions: string;
  readonly target: string | undefined;
  /** `--now` as an instant in UTC; undefined: the clock decides. */
  readonly givenNow: string | undefined;
  readonly version: string;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly json: boolean;
  readonly progress: Progress;
  /** Aborted at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Outcome {
  readonly exitCode: ExitCode;
  /** JSON-safe; the `result` of the envelope. */
  readonly result: unknown;
  /** The data for people, on stdout. */
  readonly text: (colours: Colours) => string;
  /** The data in the further formats that the command declares, by name; findings are talk then, on stderr. */
  readonly formatted?: Readonly<Record<string, () => string>>;
  /** Hints for people, on stderr, after the data. */
  readonly hints?: (colours: Colours) => readonly string[];
  /** Present exactly when `exitCode` is not 0. */
  readonly failure?: Failure;
  readonly diagnostics?: Findings;
}
