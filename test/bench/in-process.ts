// Test support: operations of the benchmark in this process, without measures that mean anything.
import { doOperation } from '../../bench/run/do-operation.ts';
import type { Measured, Operation } from '../../bench/run/operation.ts';

export async function runHere(operation: Operation): Promise<Measured> {
  const answer = await doOperation(operation);
  return { ...answer, wallMs: 2, cpuMs: 1, memoryBytes: 1, spilledBytes: 0 };
}
