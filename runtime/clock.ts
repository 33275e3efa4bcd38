// Port: where the runtime gets time from. The command line gives the machine's clock, tests a fixed one.

export interface Clock {
  /** The present instant as ISO 8601 in UTC with milliseconds: `2025-11-01T09:00:00.000Z`. */
  now(): string;
}
