// SIGINT and SIGTERM: the first asks the running command to end cleanly, the second ends the process at once.
import type { Command, CommandContext, Outcome } from './command.ts';
import type { CommandArguments } from './arguments/command-arguments.ts';
import { exitCodes } from './exit-codes.ts';
import type { StopSignal } from './host.ts';
import { Interrupted } from './render-error.ts';

export interface RunResult {
  readonly outcome: Outcome;
  /** The signal that ended the command; undefined when it ended by itself. */
  readonly signal: StopSignal | undefined;
}

/** Runs the command; commands that do not stop by themselves are left at the first signal. */
export async function runUntilSignal(
  command: Command,
  context: Omit<CommandContext, 'signal'>,
  args: CommandArguments,
): Promise<RunResult> {
  const controller = new AbortController();
  const { host } = context;
  let received: StopSignal | undefined;
  let stopListening: (() => void) | undefined;
  const left = new Promise<never>((_, leave) => {
    stopListening = host.onStopSignal((signal) => {
      if (received !== undefined) {
        void host.exit(signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated);
        return;
      }
      received = signal;
      if (!command.stopsByItself) return leave(new Interrupted(signal));
      void announce(context, signal);
      controller.abort(new Interrupted(signal));
    });
  });
  try {
    const running = command.run({ ...context, signal: controller.signal }, args);
    return { outcome: await Promise.race([running, left]), signal: received };
  } catch (error) {
    if (received === undefined || error instanceof Interrupted) throw error;
    throw new Interrupted(received, error);
  } finally {
    stopListening?.();
  }
}

async function announce(
  { host, progress, quiet }: Pick<CommandContext, 'host' | 'progress' | 'quiet'>,
  signal: StopSignal,
): Promise<void> {
  await progress.clear();
  if (quiet) return;
  await host.stderr.write(`${signal}: ending cleanly; a second signal ends at once\n`);
}
