// What a report says about where its figures come from.
import { availableParallelism, cpus, totalmem } from 'node:os';
import process from 'node:process';

export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memory_mb: number;
  readonly node: string;
}

export function thisMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory_mb: Math.round(totalmem() / 1_048_576),
    node: process.version,
  };
}
