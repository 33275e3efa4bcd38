// Repeats of a benchmark → its report, as JSON holds it. Version 1 of the format: names are never given another meaning.
import { type OperationName, operationNames, type Repeat } from '../run/bench.ts';
import type { Measured } from '../run/operation.ts';
import { ratioSpread, type Spread, spreadOf } from './statistics.ts';

export interface OperationReport {
  readonly name: OperationName;
  /** Milliseconds of the operation in its process; for a refresh from reading the project to closing the warehouse. */
  readonly wall_ms: Spread;
  /** The part of it in which the project is read and checked. */
  readonly compile_ms: Spread;
  /** `wall_ms` without that part. */
  readonly work_ms: Spread;
  /** All threads, user and system. */
  readonly cpu_ms: Spread;
  readonly memory_mb: Spread;
  /** The most in the folder for spilled data. */
  readonly spilled_mb: Spread;
  /** Against `by hand` of the same repeat. */
  readonly ratio: Spread;
  /** The same of `work_ms`. */
  readonly work_ratio: Spread;
  readonly cpu_ratio: Spread;
}

/** Single segments against their own queries written by hand. */
export interface SinglesReport {
  readonly segments: readonly {
    readonly name: string;
    readonly wall_ms: Spread;
    readonly by_hand_ms: Spread;
    readonly ratio: Spread;
    readonly work_ratio: Spread;
  }[];
  /** Over the medians of the segments. */
  readonly ratio: Spread;
  readonly work_ratio: Spread;
}

export interface RefreshReportBody {
  readonly operations: readonly OperationReport[];
  /** Undefined when none was asked for. */
  readonly singles: SinglesReport | undefined;
  /** Members of all segments together, the same by hand and by Segform. */
  readonly members: number;
}

export function refreshReport(repeats: readonly Repeat[]): RefreshReportBody {
  const hand = repeats.map(({ operations }) => operations['by hand']);
  return {
    operations: operationNames.map((name) =>
      operationReport(
        name,
        repeats.map(({ operations }) => operations[name]),
        hand,
      ),
    ),
    singles: singlesReport(repeats),
    members: repeats[0]?.members ?? 0,
  };
}

function operationReport(
  name: OperationName,
  measured: readonly Measured[],
  hand: readonly Measured[],
): OperationReport {
  const spread = (of: (one: Measured) => number): Spread => spreadOf(measured.map(of));
  return {
    name,
    wall_ms: spread(wall),
    compile_ms: spread(({ compileMs }) => compileMs),
    work_ms: spread(work),
    cpu_ms: spread(cpu),
    memory_mb: spread(({ memoryBytes }) => memoryBytes / 1_048_576),
    spilled_mb: spread(({ spilledBytes }) => spilledBytes / 1_048_576),
    ratio: ratioSpread(measured.map(wall), hand.map(wall)),
    work_ratio: ratioSpread(measured.map(work), hand.map(wall)),
    cpu_ratio: ratioSpread(measured.map(cpu), hand.map(cpu)),
  };
}

function singlesReport(repeats: readonly Repeat[]): SinglesReport | undefined {
  const names = repeats[0]?.singles.map(({ segment }) => segment) ?? [];
  if (names.length === 0) return undefined;
  const segments = names.map((name, index) => {
    const pairs = repeats.flatMap(({ singles }) => singles.slice(index, index + 1));
    const hand = pairs.map(({ byHand }) => byHand.wallMs);
    const ours = pairs.map(({ segform }) => segform);
    return {
      name,
      wall_ms: spreadOf(ours.map(wall)),
      by_hand_ms: spreadOf(hand),
      ratio: ratioSpread(ours.map(wall), hand),
      work_ratio: ratioSpread(ours.map(work), hand),
    };
  });
  return {
    segments,
    ratio: spreadOf(segments.map(({ ratio }) => ratio.median)),
    work_ratio: spreadOf(segments.map((one) => one.work_ratio.median)),
  };
}

function wall({ wallMs }: Measured): number {
  return wallMs;
}

function work({ wallMs, compileMs }: Measured): number {
  return wallMs - compileMs;
}

function cpu({ cpuMs }: Measured): number {
  return cpuMs;
}
