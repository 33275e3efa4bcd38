// Part of compiler/lower: the functions that end in lower-elapsed.ts, so that the IR can leave them out.

/** Functions of the time that passes between two ends. */
export type ElapsedFunction =
  | 'age'
  | `${'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years'}_${'since' | 'until' | 'between'}`;
