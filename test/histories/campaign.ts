// Test support: so many random histories of one seed, told apart by their paths.
import * as fc from 'fast-check';
import { MemoryWarehouse } from '../sql/memory-warehouse.ts';
import { histories } from './arbitrary.ts';
import { type Costs, processorTime } from './costs.ts';
import type { History } from './history.ts';
import type { Plant } from './planted-faults.ts';
import { runHistory } from './run-history.ts';

export interface CampaignOptions {
  readonly histories: number;
  readonly seed: number;
  readonly refreshes: number;
  /** Of one history, as a failure tells it; undefined: all of them. */
  readonly path: string | undefined;
  readonly plant: Plant | undefined;
  /** Milliseconds for making a failure small. */
  readonly shrinkFor: number;
}

export interface CampaignResult {
  readonly histories: number;
  readonly refreshes: number;
  readonly memberships: number;
  readonly changes: number;
  /** Milliseconds of the processor. */
  readonly processor: number;
  readonly costs: Costs;
  /** Changes by the wording of their segment. */
  readonly flips: ReadonlyMap<string, number>;
  /** How it is run again, and what was broken where; undefined: every law was kept. */
  readonly failure: string | undefined;
}

export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const fresh = await MemoryWarehouse.open('SET threads = 1');
  try {
    return await runIn(fresh, options);
  } finally {
    fresh.close();
  }
}

async function runIn(fresh: MemoryWarehouse, options: CampaignOptions): Promise<CampaignResult> {
  const costs: Costs = new Map();
  const started = processorTime();
  const total = { histories: 0, refreshes: 0, memberships: 0, changes: 0 };
  const flips = new Map<string, number>();
  let failedAt: number | undefined;
  const property = fc.asyncProperty(histories(options.refreshes), async (history) => {
    // Shrinking goes on for a while, then takes what it has.
    if (failedAt !== undefined && performance.now() - failedAt > options.shrinkFor) return;
    try {
      const followed = await runHistory(history, { fresh, costs, plant: options.plant });
      const { refreshes, memberships, changes } = followed;
      for (const [wording, count] of followed.flips) {
        flips.set(wording, (flips.get(wording) ?? 0) + count);
      }
      total.histories += 1;
      total.refreshes += refreshes;
      total.memberships += memberships;
      total.changes += changes;
    } catch (error) {
      failedAt ??= performance.now();
      throw error;
    }
  });
  const { seed, path } = options;
  const details = await fc.check(property, {
    numRuns: options.histories,
    seed,
    ...(path === undefined ? {} : { path }),
    endOnFailure: path !== undefined,
  });
  const failure = details.failed ? told(details, options) : undefined;
  return { ...total, processor: processorTime() - started, costs, flips, failure };
}

function told(
  details: fc.RunDetails<[History]>,
  { refreshes, histories: runs, plant }: CampaignOptions,
): string {
  const { seed, counterexamplePath, counterexample, errorInstance } = details;
  const planted = plant === undefined ? '' : ` --plant ${plant}`;
  const again = `npm run histories -- --seed ${String(seed)} --histories ${String(runs)} --refreshes ${String(refreshes)}${planted}`;
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return [
    `again:      ${again}`,
    `this alone: ${again} --path ${String(counterexamplePath)}`,
    JSON.stringify(counterexample),
    why,
  ].join('\n');
}
