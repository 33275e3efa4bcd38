// What the checks of sources are given and what they find, collected by segment.
import type { Model } from '../../../compiler/check/model.ts';
import type { RefreshPlan, SourceUse } from '../../../compiler/plan/refresh-plan.ts';
import { type Problem, problemOf } from '../../problem.ts';
import type { PlaceOfSpan } from '../../source-places.ts';
import type { SourceTables } from '../../warehouse.ts';

export interface SourceCheck {
  readonly plan: RefreshPlan;
  readonly model: Model;
  readonly tables: SourceTables;
  readonly placeOf: PlaceOfSpan;
  /** Tables and columns only: old data do not keep from looking at one object. */
  readonly shapeOnly?: boolean | undefined;
}

/** A source that has the column of its key. */
export interface KeyedSource {
  readonly source: SourceUse;
  /** As the model has it, and as the warehouse spells it. */
  readonly column: string;
  readonly spelled: string;
}

/** Collects what is found, by segment. */
export class Findings {
  readonly problems: Map<string, Problem[]> = new Map();
  readonly dataAsOf: Map<string, string> = new Map();

  add(segments: readonly string[], error: unknown): void {
    const problem = problemOf(error);
    for (const segment of segments) {
      const known = this.problems.get(segment) ?? [];
      const text = JSON.stringify(problem);
      if (!known.some((one) => JSON.stringify(one) === text)) known.push(problem);
      this.problems.set(segment, known);
    }
  }

  addTime(segments: readonly string[], newest: string): void {
    for (const segment of segments) {
      const known = this.dataAsOf.get(segment);
      if (known === undefined || newest < known) this.dataAsOf.set(segment, newest);
    }
  }
}
