// What a campaign says at its end: cases, differences, how often each construct was exercised.
import { constructNames } from './construct-names.ts';
import type { SetResult } from './campaign.ts';
import type { ReachedCounts } from './evaluate.ts';

export interface Report {
  readonly seed: number;
  readonly cases: number;
  readonly dataSets: number;
  readonly differences: number;
  /** Cases with members and with objects that are none, as a share of all. */
  readonly nonTrivialShare: number;
  /** Segments whose changes were told by what changed, and objects that changed sides in them: all of these were reached. */
  readonly reached: ReachedCounts;
  readonly seconds: number;
  readonly casesPerSecond: number;
  /** Every construct there is, also those that were in no case. */
  readonly constructs: Readonly<Record<string, number>>;
  /** Constructs that were in no case. */
  readonly missing: readonly string[];
  /** Folders of what differs. */
  readonly kept: readonly string[];
}

export class Tally {
  cases = 0;
  dataSets = 0;
  differences = 0;
  nonTrivial = 0;
  readonly reached = { told: 0, flips: 0 };
  readonly kept: string[] = [];
  readonly constructs: Record<string, number> = Object.fromEntries(
    constructNames.map((name) => [name, 0]),
  );

  add(result: SetResult): void {
    this.cases += result.cases;
    this.dataSets += 1;
    this.nonTrivial += result.nonTrivial;
    this.differences += result.differences.length;
    this.reached.told += result.reached.told;
    this.reached.flips += result.reached.flips;
    for (const [name, count] of Object.entries(result.constructs)) {
      this.constructs[name] = (this.constructs[name] ?? 0) + count;
    }
  }

  report(seed: number, seconds: number): Report {
    const { cases, dataSets, differences, nonTrivial, reached, constructs, kept } = this;
    return {
      seed,
      cases,
      dataSets,
      differences,
      nonTrivialShare: cases === 0 ? 0 : nonTrivial / cases,
      reached,
      seconds,
      casesPerSecond: cases / Math.max(seconds, 0.001),
      constructs,
      missing: Object.keys(constructs).filter((name) => constructs[name] === 0),
      kept,
    };
  }
}

export function headline({ cases, differences, nonTrivialShare, casesPerSecond }: Report): string {
  const share = `${(100 * nonTrivialShare).toFixed(1)} % non-trivial`;
  return `${cases} cases, ${differences} differences, ${share}, ${casesPerSecond.toFixed(1)} cases/s`;
}

/** The table from the rarest construct on, then the headline. */
export function reportText(report: Report): string {
  const { constructs, missing, seed, kept } = report;
  const rows = Object.entries(constructs).toSorted(([a, few], [b, many]) => {
    return few - many || (a < b ? -1 : 1);
  });
  const lines = rows.map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
  lines.push('', `seed ${seed}`, ...kept.map((folder) => `kept ${folder}`));
  if (missing.length > 0) lines.push(`never exercised: ${missing.join(', ')}`);
  lines.push(headline(report));
  return lines.join('\n');
}
