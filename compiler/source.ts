// First data of the pipeline: source text and places in it. Everything may import this; it imports nothing.

/** One `.seg` file: `path` as shown to people (relative to the project, `/` separated) and its whole text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A half-open range `[start, end)` of UTF-16 offsets in the file at `file`. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A 1-based place for people: `column` counts UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}
