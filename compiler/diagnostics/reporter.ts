// Collects diagnostics. Every room of the compiler that can find fault receives a Reporter.
import type { Span } from '../source.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import type { Diagnostic, Fix, Label, OfferedFix } from './diagnostic.ts';

export interface ReportExtras {
  readonly related?: readonly Label[];
  readonly fixes?: readonly Fix[];
}

export interface Reporter {
  /** Adds one diagnostic made from a catalogue entry. */
  report<Args>(entry: CatalogueEntry<Args>, span: Span, args: Args, extras?: ReportExtras): void;
  /** Everything reported so far, in order of report. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A reporter that keeps what it is told; the same fault at the same place is kept once. */
export function createReporter(): Reporter {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  return {
    diagnostics,
    report(entry, span, args, extras): void {
      const identity = `${entry.code} ${span.file} ${span.start} ${span.end}`;
      if (seen.has(identity)) return;
      seen.add(identity);
      diagnostics.push({
        code: entry.code,
        slug: entry.slug,
        severity: entry.severity,
        message: entry.message(args),
        span,
        label: entry.label?.(args) ?? '',
        related: extras?.related ?? [],
        help: entry.help?.(args),
        fixes: offered(extras?.fixes ?? []),
      });
    },
  };
}

function offered(fixes: readonly Fix[]): readonly OfferedFix[] {
  return fixes.map((fix) => ({ ...fix, certain: fix.certain ?? fixes.length === 1 }));
}
