// Test support: how far an item came, handed from its test to the reporter.

export interface Progress {
  readonly id: string;
  readonly compiles: boolean;
  readonly runs: boolean;
  /** Rows stand beside it and the members are the ones they name. */
  readonly checked: boolean;
}

declare module 'vitest' {
  interface TaskMeta {
    corpus?: Progress;
  }
}
