// Says on stderr what long work is doing: one changing line on a terminal, plain lines with --verbose, else nothing.
import type { Host } from '../host.ts';

export interface Progress {
  /** The work now under way. */
  step(text: string): void;
  /** A line that stays, only with --verbose. */
  detail(text: string): void;
  /** Removes the changing line; call before anything else is printed. */
  clear(): Promise<void>;
}

export interface ProgressSettings {
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Work shorter than this leaves no trace on the terminal. */
const patienceMilliseconds = 120;

export function createProgress(host: Host, settings: ProgressSettings): Progress {
  if (settings.verbose) return plainLines(host);
  if (settings.quiet || !host.stderr.isTerminal || host.env['TERM'] === 'dumb') return silent;
  return changingLine(host);
}

const silent: Progress = {
  step: () => undefined,
  detail: () => undefined,
  clear: () => Promise.resolve(),
};

function plainLines(host: Host): Progress {
  let last = Promise.resolve();
  const print = (text: string): void => {
    last = last.then(() => host.stderr.write(`${text}\n`));
  };
  return { step: print, detail: print, clear: () => last };
}

function changingLine(host: Host): Progress {
  const started = host.elapsed();
  let shown = false;
  let last = Promise.resolve();
  const print = (text: string): void => {
    last = last.then(() => host.stderr.write(text));
  };
  return {
    step(text) {
      if (host.elapsed() - started < patienceMilliseconds) return;
      shown = true;
      print(`\r\u001b[2K${text.slice(0, (host.stderr.columns ?? 80) - 1)}`);
    },
    detail: () => undefined,
    clear() {
      if (shown) print('\r\u001b[2K');
      shown = false;
      return last;
    },
  };
}
