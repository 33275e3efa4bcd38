// Test support: what the processes of a campaign tell one another.
import type { CampaignOptions, CampaignResult } from './campaign.ts';

/** To a worker: run these. */
export type Task = CampaignOptions;

/** To the main process. */
export interface Answer {
  readonly seed: number;
  readonly result: Omit<CampaignResult, 'costs' | 'flips'>;
  readonly costs: readonly (readonly [
    string,
    { readonly milliseconds: number; readonly calls: number },
  ])[];
  readonly flips: readonly (readonly [string, number])[];
}
