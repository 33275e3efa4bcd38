// Port: where the runtime gets time from. The command line gives the machine's clock, tests a fixed one.
import { millisecondsBetween } from './instant.ts';

export interface Clock {
  /** The present instant as ISO 8601 in UTC with milliseconds: `2025-11-01T09:00:00.000Z`. */
  now(): string;
}

/** Started by the call; gives milliseconds since then. */
export function stopwatch(clock: Clock): () => number {
  const began = clock.now();
  return () => millisecondsBetween(began, clock.now());
}
