// Test support: where the time of a campaign goes. Time of the processor, which tells the same on a machine that has other work to do.
import process from 'node:process';

/** Milliseconds of the processor and calls, by what was done. */
export type Costs = Map<string, { readonly milliseconds: number; readonly calls: number }>;

/** Milliseconds of the processor that all threads of this process have taken. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Nothing else may go on in this process until the work is done: it would be counted, too. */
export async function timed<T>(costs: Costs, what: string, work: () => Promise<T> | T): Promise<T> {
  const started = processorTime();
  try {
    return await work();
  } finally {
    addCost(costs, what, { milliseconds: processorTime() - started, calls: 1 });
  }
}

export function addCost(
  costs: Costs,
  what: string,
  { milliseconds, calls }: { readonly milliseconds: number; readonly calls: number },
): void {
  const before = costs.get(what) ?? { milliseconds: 0, calls: 0 };
  const total = { milliseconds: before.milliseconds + milliseconds, calls: before.calls + calls };
  costs.set(what, total);
}
