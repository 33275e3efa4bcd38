// Which segments a refresh computes: the active ones, or those asked for by name.
import { operationalError } from '../../compiler/operational-error.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { didYouMean } from '../../compiler/diagnostics/did-you-mean.ts';

/** In the project's order. Throws OperationalError for a name that is not an active, published segment. */
export function selectSegments(
  project: CheckedProject,
  asked: readonly string[] | undefined,
): readonly string[] {
  const active = project.segments
    .filter(({ published, settings }) => published && settings.status === 'active')
    .map(({ name }) => name);
  if (asked === undefined) return active;
  const unknown = asked.find((name) => !active.includes(name));
  if (unknown !== undefined) {
    const suggestion = didYouMean(unknown, active)[0];
    throw operationalError(catalogue.operations.unknownSegment, { name: unknown, suggestion });
  }
  return active.filter((name) => asked.includes(name));
}
