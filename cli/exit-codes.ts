// The exit codes of `segform`; scripts rely on them (docs/cli.md).

export const exitCodes = {
  done: 0,
  failure: 1,
  usage: 2,
  declined: 3,
  diagnostics: 10,
  testsFailed: 11,
  guardHeld: 13,
  /** Or refreshes before had missed something. */
  someFailed: 15,
  locked: 17,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
