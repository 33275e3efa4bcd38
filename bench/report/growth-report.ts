// Repeats at growing sizes → how many times as long each operation takes from one size to the next.
import { type OperationName, operationNames, type Repeat } from '../run/bench.ts';
import { ratioSpread, type Spread, spreadOf } from './statistics.ts';

/** Repeats of one size; `factor` is the multiple of the setting that grows. */
export interface Step {
  readonly factor: number;
  readonly repeats: readonly Repeat[];
}

export interface GrowthReportBody {
  readonly steps: readonly {
    readonly factor: number;
    readonly operations: readonly {
      readonly name: OperationName;
      readonly wall_ms: Spread;
      /** Against `by hand` of the same size. */
      readonly ratio: Spread;
    }[];
  }[];
  readonly growth: readonly {
    readonly from: number;
    readonly to: number;
    readonly operations: readonly {
      readonly name: OperationName;
      /** Time at `to` as a multiple of that at `from`, within a repeat. */
      readonly ratio: Spread;
    }[];
  }[];
}

export function growthReport(steps: readonly Step[]): GrowthReportBody {
  return {
    steps: steps.map(({ factor, repeats }) => ({
      factor,
      operations: operationNames.map((name) => ({
        name,
        wall_ms: spreadOf(walls(repeats, name)),
        ratio: ratioSpread(walls(repeats, name), walls(repeats, 'by hand')),
      })),
    })),
    growth: steps.slice(1).flatMap((step, index) => {
      const before = steps[index];
      if (before === undefined) return [];
      const operations = operationNames.map((name) => ({
        name,
        ratio: ratioSpread(walls(step.repeats, name), walls(before.repeats, name)),
      }));
      return [{ from: before.factor, to: step.factor, operations }];
    }),
  };
}

function walls(repeats: readonly Repeat[], name: OperationName): readonly number[] {
  return repeats.map(({ operations }) => operations[name].wallMs);
}
