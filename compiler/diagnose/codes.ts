// Part of compiler/diagnose: what the catalogue knows of a code, for comments that name one.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Severity } from '../diagnostics/diagnostic.ts';

export interface KnownCode {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
}

interface CodeOwner {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
}

const ranges: readonly Readonly<Record<string, CodeOwner>>[] = Object.values(catalogue);

/** By code. */
export const knownCodes: ReadonlyMap<string, KnownCode> = new Map(
  ranges.flatMap((range) =>
    Object.values(range).map(({ code, slug, severity }) => [code, { code, slug, severity }]),
  ),
);

const ownCodes = new Set<string>(Object.values(catalogue.suppressions).map(({ code }) => code));

/** Warnings and notes about the source; not those about the comments themselves. */
export function isSuppressible(code: string): boolean {
  const known = knownCodes.get(code);
  return known !== undefined && known.severity !== 'error' && !ownCodes.has(code);
}

/** What one target says another may not: whether it occurs cannot be told from one of them. */
export function isOfDialect(code: string): boolean {
  return code.startsWith('SEG5');
}
