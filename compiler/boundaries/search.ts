// Part of compiler/boundaries: choices that may turn out wrong. A builder takes the first of several ways at each choice; when
// it runs into a dead end it is run again from the start with the next way at its last choice.

/** What was wanted cannot be had in this way. Only searchFirst catches it. */
export class DeadEnd extends Error {
  override readonly name = 'DeadEnd';
}

export function deadEnd(why: string): never {
  throw new DeadEnd(why);
}

/** Gives a number from 0 to `ways` - 1. */
export type Choose = (ways: number) => number;

interface Choice {
  picked: number;
  readonly ways: number;
}

/** Runs of one search. */
const mostRuns = 60;

/** The first result that is no dead end; undefined when there is none, or none was found in time. */
export function searchFirst<T>(build: (choose: Choose) => T): T | undefined {
  const trail: Choice[] = [];
  for (let run = 0; run < mostRuns; run += 1) {
    let depth = 0;
    const choose: Choose = (ways) => {
      if (ways <= 1) return 0;
      const known = trail[depth] ?? { picked: 0, ways };
      trail[depth] = known;
      depth += 1;
      return known.picked;
    };
    try {
      return build(choose);
    } catch (error) {
      if (!(error instanceof DeadEnd)) throw error;
    }
    trail.length = depth;
    if (!advance(trail)) return undefined;
  }
  return undefined;
}

/** To the next combination; false after the last one. */
function advance(trail: Choice[]): boolean {
  for (let last = trail.at(-1); last !== undefined; last = trail.at(-1)) {
    last.picked += 1;
    if (last.picked < last.ways) return true;
    trail.pop();
  }
  return false;
}
