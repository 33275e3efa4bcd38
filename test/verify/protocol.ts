// What the processes of a campaign tell one another.
import type { SetResult } from './campaign.ts';

/** To a worker: this data set is next. */
export interface Task {
  readonly index: number;
}

/** To the main process: done, and where what was found is kept. */
export interface Answer {
  readonly result: SetResult;
  readonly kept: string | undefined;
}

export interface WorkerSettings {
  readonly seed: number;
  readonly properties: boolean;
  /** Where differences are kept. */
  readonly out: string;
}
