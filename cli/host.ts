// The single place that knows the process: arguments, environment, folder, streams, clock, signals and the exit code.
// Everything else in cli/ receives a Host.
import process from 'node:process';
import { isatty } from 'node:tty';

/** One output stream. A reader that went away (`| head`) is not an error: what is written then is dropped. */
export interface OutputStream {
  readonly isTerminal: boolean;
  /** Width in terminal cells; undefined when it is not a terminal. */
  readonly columns: number | undefined;
  /** Resolves when the text is handed to the system. */
  write(text: string): Promise<void>;
  /** The first error of writing that is not a reader's departure: a full disk behind `> file`. */
  failure(): Error | undefined;
}

export type StopSignal = 'SIGINT' | 'SIGTERM';

export interface Host {
  /** Without node and script. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly directory: string;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  /** Standard input up to its end, but at most `most` bytes and one more. */
  readInput(most: number): Promise<Uint8Array>;
  /** Instant in UTC: `2026-01-31T09:00:00.000Z`. */
  now(): string;
  /** Milliseconds of a clock that only goes forward. */
  elapsed(): number;
  /** Calls `listener` at each SIGINT and SIGTERM instead of ending the process; returns how to stop listening. */
  onStopSignal(listener: (signal: StopSignal) => void): () => void;
  /** Ends the process at once. */
  exit(code: number): Promise<never>;
}

export function createHost(): Host {
  return {
    args: process.argv.slice(2),
    env: process.env,
    directory: process.cwd(),
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    readInput,
    now: () => new Date().toISOString(),
    elapsed: () => performance.now(),
    onStopSignal,
    exit: (code) => Promise.resolve(process.exit(code)),
  };
}

async function readInput(most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    if (!(chunk instanceof Uint8Array)) continue;
    chunks.push(chunk);
    length += chunk.length;
    if (length > most) break;
  }
  return Buffer.concat(chunks).subarray(0, most + 1);
}

/** `isTTY` is absent, not false, on pipes and files. */
function outputStream(stream: NodeJS.WriteStream & { readonly fd: number }): OutputStream {
  const isTerminal = isatty(stream.fd);
  let open = true;
  let failure: Error | undefined;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    open = false;
    if (error.code !== 'EPIPE') failure ??= error;
  });
  return {
    isTerminal,
    columns: isTerminal ? stream.columns : undefined,
    write: (text) =>
      new Promise((resolve) => {
        if (!open || text === '') return resolve();
        stream.write(text, () => {
          // The error event follows the callback.
          setImmediate(resolve);
        });
      }),
    failure: () => failure,
  };
}

function onStopSignal(listener: (signal: StopSignal) => void): () => void {
  const interrupt = (): void => {
    listener('SIGINT');
  };
  const terminate = (): void => {
    listener('SIGTERM');
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', terminate);
  };
}
