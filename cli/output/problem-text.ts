// Problems of a refresh for people; one cause that hits many segments is said once.
import { visible } from '../../compiler/diagnostics/visible-line.ts';
import type { Problem } from '../../runtime/problem.ts';
import type { Colours } from './colours.ts';

export interface ProblemOfSegment {
  readonly segment: string | undefined;
  readonly problem: Problem;
}

/** One text per distinct problem, in order of appearance. */
export function problemGroups(
  problems: readonly ProblemOfSegment[],
  colours: Colours,
): readonly string[] {
  const groups = new Map<string, { readonly problem: Problem; readonly segments: string[] }>();
  for (const { segment, problem } of problems) {
    const identity = JSON.stringify([problem.code, problem.message, problem.where]);
    const group = groups.get(identity) ?? { problem, segments: [] };
    groups.set(identity, group);
    if (segment !== undefined) group.segments.push(`\`${segment}\``);
  }
  return [...groups.values()].map(({ problem, segments }) =>
    problemText(problem, segments, colours),
  );
}

function problemText(problem: Problem, segments: readonly string[], colours: Colours): string {
  const { where } = problem;
  const place = [where?.path, where?.line, where?.column].filter((part) => part !== undefined);
  return [
    `${colours.red(colours.bold(`error[${problem.code}]`))}: ${visible(problem.message)}`,
    ...(where === undefined ? [] : [`  ${colours.blue('-->')} ${place.join(':')}`]),
    ...problem.details.map((line) => `  ${visible(line)}`),
    ...(segments.length === 0 ? [] : [`  hits: ${segments.join(', ')}`]),
    ...(problem.help === undefined ? [] : [`  ${colours.cyan('=')} ${problem.help}`]),
    '',
  ].join('\n');
}
