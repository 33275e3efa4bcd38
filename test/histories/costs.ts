// Test support: where the time of a campaign goes.

/** Milliseconds and calls, by what was done. */
export type Costs = Map<string, { readonly milliseconds: number; readonly calls: number }>;

export async function timed<T>(costs: Costs, what: string, work: () => Promise<T> | T): Promise<T> {
  const started = performance.now();
  try {
    return await work();
  } finally {
    addCost(costs, what, { milliseconds: performance.now() - started, calls: 1 });
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
