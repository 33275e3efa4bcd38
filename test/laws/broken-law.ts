// Test support: how a law that does not hold is told: the segment, the law, and the objects that differ.
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import type { Keys } from './members.ts';

export interface BrokenLaw {
  readonly law: string;
  readonly segment: string;
  /** What was written, or where the rewrite was done. */
  readonly definition: string;
  /** In the one and not in the other. */
  readonly surplus: readonly string[];
  readonly missing: readonly string[];
}

const shown = 8;

function listed(label: string, keys: readonly string[]): string {
  const more = keys.length > shown ? `, and ${String(keys.length - shown)} more` : '';
  return keys.length === 0 ? '' : `\n  ${label}: ${keys.slice(0, shown).join(', ')}${more}`;
}

export function tell({ law, segment, definition, surplus, missing }: BrokenLaw): string {
  return `${segment}: ${law}${listed('in by the law, not by the segment', missing)}${listed('in by the segment, not by the law', surplus)}\n${definition}`;
}

export function without(keys: Keys, others: Keys): readonly string[] {
  return [...keys].filter((key) => !others.has(key)).toSorted();
}

/** Undefined when both are the same. `by` is what the law says. */
export function compareKeys(
  law: string,
  { segment, definition }: Pick<BrokenLaw, 'segment' | 'definition'>,
  of: Keys,
  by: Keys,
): BrokenLaw | undefined {
  const surplus = without(of, by);
  const missing = without(by, of);
  if (surplus.length === 0 && missing.length === 0) return undefined;
  return { law, segment, definition, surplus, missing };
}

export function definitionOf({ segments }: CheckedProject, name: string): string {
  return segments.find((segment) => segment.name === name)?.definition ?? '';
}
