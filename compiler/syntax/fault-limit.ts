// Between grammar and reporter: after the allowed number of faults says so once and passes nothing more on.
import { syntax } from '../diagnostics/catalogue/syntax.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import { limits } from './limits.ts';

export interface LimitedReporter extends Reporter {
  /** True when nothing more is passed on. */
  exhausted(): boolean;
}

export function limitFaults(reporter: Reporter): LimitedReporter {
  const before = reporter.diagnostics.length;
  const count = (): number => reporter.diagnostics.length - before;
  return {
    diagnostics: reporter.diagnostics,
    exhausted: () => count() > limits.faults,
    report(entry, span, args, extras): void {
      if (count() > limits.faults) return;
      if (count() < limits.faults) reporter.report(entry, span, args, extras);
      else reporter.report(syntax.tooManyFaults, span, { limit: limits.faults });
    },
  };
}
