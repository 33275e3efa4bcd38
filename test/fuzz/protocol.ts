// What the two threads of a fuzzing run tell one another.

export interface WorkerSettings {
  readonly root: string;
  readonly seed: number;
  /** The first input of this worker, and how many there are. */
  readonly from: number;
  readonly inputs: number;
  /** Length, index (`atRest` between inputs) and UTF-16 units of what is under way, should the worker never answer. */
  readonly current: SharedArrayBuffer;
}

export interface Crash {
  readonly index: number;
  readonly kind: string;
  readonly problem: string;
  readonly text: string;
}

export interface Progress {
  /** Inputs done, of all. */
  readonly done: number;
  /** Seeds kept because they reached something new. */
  readonly kept: number;
  /** Pairs of rule and token, and codes, that were reached. */
  readonly reached: number;
  readonly stages: Readonly<Record<string, number>>;
  /** The longest time of one input, in milliseconds. */
  readonly slowest: number;
}

export type Message =
  | { readonly type: 'progress'; readonly progress: Progress }
  /** Told again, with a smaller text, when it was shrunk. */
  | { readonly type: 'crash'; readonly crash: Crash }
  | { readonly type: 'hang'; readonly crash: Crash };

export const atRest = -1;
/** Units of an input that are kept for the case of a hang. */
export const mostUnits = 1_500_000;
/** Milliseconds of processor time after which an input counts as hanging. */
export const mostMilliseconds = 2_000;
