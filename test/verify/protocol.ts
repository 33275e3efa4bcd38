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
  /** In which data sets the properties of the compiler are checked beside the members: in every one of so many; 0 is none. */
  readonly propertiesEvery: number;
  /** Where differences are kept. */
  readonly out: string;
}
