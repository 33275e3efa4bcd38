// Mutation testing: the bundled target with one mutant switched on. Its modules are evaluated anew, so that mutants in what
// they compute while loading count too.
import { runInThisContext } from 'node:vm';
import type * as target from './target.ts';

export type Target = typeof target;

/** The protocol of the instrumented code. */
interface Switches {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  hitCount: number | undefined;
  hitLimit: number | undefined;
  mutantCoverage: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

export interface Coverage {
  during<T>(name: string, work: () => T): T;
  of(name: string): ReadonlySet<string>;
  isStatic(id: string): boolean;
}

/** Mutants may run code more often; this many times is a loop without end. */
const mostHits = 3_000_000;

/** Evaluates the code: a script whose value is the exports of target.ts. Throws what the mutant makes it throw. */
export function evaluateTarget(
  code: string,
  mutant: string | undefined,
): { readonly target: Target; readonly coverage: Coverage } {
  const switches: Switches = {
    activeMutant: mutant,
    currentTestId: undefined,
    hitCount: mutant === undefined ? undefined : 0,
    hitLimit: mostHits,
    mutantCoverage: { static: {}, perTest: {} },
  };
  Reflect.set(globalThis, '__stryker__', switches);
  const evaluated: unknown = runInThisContext(code);
  assertTarget(evaluated);
  return { target: evaluated, coverage: coverageOf(switches) };
}

function coverageOf(switches: Switches): Coverage {
  return {
    during(name, work) {
      switches.currentTestId = name;
      try {
        return work();
      } finally {
        switches.currentTestId = undefined;
      }
    },
    of: (name) => new Set(Object.keys(switches.mutantCoverage.perTest[name] ?? {})),
    isStatic: (id) => switches.mutantCoverage.static[id] !== undefined,
  };
}

function assertTarget(value: unknown): asserts value is Target {
  if (typeof value !== 'object' || value === null || !('planRefresh' in value)) {
    throw new TypeError('the code is not a bundle of test/mutation/target.ts');
  }
}
