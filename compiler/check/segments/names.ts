// Names of segments: they become names of warehouse relations.
import { catalogue } from '../../diagnostics/catalogue.ts';
import { listed } from '../../diagnostics/did-you-mean.ts';
import type { Reporter } from '../../diagnostics/reporter.ts';
import type { NameSyntax } from '../../syntax/literal-ast.ts';

/** Relations that every project publishes beside its segments. */
export const reservedNames: readonly string[] = [
  'memberships',
  'membership_changes',
  'segments',
  'segment_sizes',
  'refreshes',
  'checks',
];

/** True when a segment may have the name; lower case only, so no two names differ by case alone. */
export function checkSegmentName(name: NameSyntax, reporter: Reporter): boolean {
  const { text, span } = name;
  if (reservedNames.includes(text)) {
    const args = { name: text, reserved: listed(reservedNames) };
    reporter.report(catalogue.names.reservedName, span, args);
    return false;
  }
  if (isSegmentName(text)) return true;
  const better = snakeCase(text);
  const args = { name: text, better: isSegmentName(better) ? better : undefined };
  reporter.report(catalogue.names.malformedName, span, args);
  return false;
}

function isSegmentName(text: string): boolean {
  return /^[a-z][a-z0-9_]{0,62}$/.test(text);
}

function snakeCase(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .toLowerCase();
}
