// The one shape in which a command says why it did not end well; the `error` of the JSON envelope.

export interface Failure {
  /** `SEG` and four digits. */
  readonly code: string;
  /** What happened, one line. */
  readonly summary: string;
  /** Cause and further facts; lines. */
  readonly why: readonly string[];
  /** Commands or short sentences: what to do next. */
  readonly nextActions: readonly string[];
  readonly where: FailurePlace | undefined;
}

/** 1-based. */
export interface FailurePlace {
  readonly path: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}
