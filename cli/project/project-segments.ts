// The segments of a checked project as the command line names, orders and selects them.
import { commandLine } from '../../compiler/diagnostics/catalogue/command-line.ts';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { operationalError } from '../../compiler/operational-error.ts';
import { type SelectableSegment, selectSegments } from './selection.ts';

/** As they stand in the files. */
export function inFileOrder(segments: readonly CheckedSegment[]): readonly CheckedSegment[] {
  return segments.toSorted((a, b) => {
    if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
    return a.span.start - b.span.start;
  });
}

export function selectable({
  name,
  object,
  settings,
  span,
  refersTo,
}: CheckedSegment): SelectableSegment {
  const { owner, labels } = settings;
  return { name, object, owner, labels, path: span.file, refersTo };
}

const hasParameters = 'has parameters without a default; segments that refer to it give them';

/** Why a segment is not refreshed by itself; undefined when it is. */
export function unpublishedBecause(segment: CheckedSegment): string | undefined {
  if (!segment.published) return hasParameters;
  if (segment.settings.status === 'draft') return 'is a draft';
  if (segment.settings.status === 'paused') return 'is paused';
  return undefined;
}

/** Names of active segments, in file order; without selectors all of them. Selecting only what cannot be refreshed is a usage error. */
export function selectPublished(
  command: string,
  selectors: readonly string[],
  project: CheckedProject,
): readonly string[] {
  return selectWhere(command, selectors, project, unpublishedBecause);
}

/** As selectPublished, with drafts and paused segments: all that have SQL of their own. */
export function selectCompilable(
  command: string,
  selectors: readonly string[],
  project: CheckedProject,
): readonly string[] {
  return selectWhere(command, selectors, project, ({ published }) =>
    published ? undefined : hasParameters,
  );
}

function selectWhere(
  command: string,
  selectors: readonly string[],
  project: CheckedProject,
  excludedBecause: (segment: CheckedSegment) => string | undefined,
): readonly string[] {
  const segments = inFileOrder(project.segments);
  const selected = new Set(selectSegments(selectors, segments.map(selectable)));
  const chosen = segments.filter(({ name }) => selectors.length === 0 || selected.has(name));
  const usable = chosen.filter((segment) => excludedBecause(segment) === undefined);
  const [first] = chosen;
  if (selectors.length > 0 && usable.length === 0 && first !== undefined) {
    const problem = `segment \`${first.name}\` ${excludedBecause(first) ?? ''}`;
    throw operationalError(commandLine.badArgument, { command, problem });
  }
  return usable.map(({ name }) => name);
}
