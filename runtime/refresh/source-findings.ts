// What the checks of sources are given and what they find, collected by segment.
import type { Model } from '../../compiler/check/model.ts';
import type { RefreshPlan } from '../../compiler/plan/refresh-plan.ts';
import { type Problem, problemOf } from '../problem.ts';
import type { PlaceOfSpan } from '../source-places.ts';
import type { SourceTables } from '../warehouse.ts';

export interface SourceCheck {
  readonly plan: RefreshPlan;
  readonly model: Model;
  readonly tables: SourceTables;
  readonly placeOf: PlaceOfSpan;
  /** The query of all keys of an object type, rows that its `@where` leaves out excluded. */
  readonly keyQuery: (entity: string) => string;
  /** Tables and columns only: neither repeated keys nor old data keep from looking at one object. */
  readonly shapeOnly?: boolean | undefined;
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
