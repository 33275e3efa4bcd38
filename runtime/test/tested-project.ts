// Part of running tests: the project as one test needs it. The segment under test has a membership, whatever its status is, and a
// template with arguments becomes a segment of its own. What segments publish beside the key is left out.
import { must } from '../../compiler/assert.ts';
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type { CheckedTest } from '../../compiler/check/checked-tests.ts';

export interface TestedProject {
  readonly project: CheckedProject;
  /** The name of the segment under test in it. */
  readonly subject: string;
  /** Object type of its members. */
  readonly object: string;
}

/** The project without published columns, made once for all tests. */
export function withoutPublishedColumns(project: CheckedProject): CheckedProject {
  return {
    ...project,
    segments: project.segments.map((segment) => ({
      ...segment,
      settings: { ...segment.settings, publish: [] },
    })),
  };
}

export function projectOfTest(project: CheckedProject, test: CheckedTest): TestedProject {
  const tested = must(
    project.segments.find(({ name }) => name === test.segment),
    `segment ${test.segment}`,
  );
  const { object } = tested;
  if (test.args.length > 0) {
    const subject = applied(tested, test.args);
    const segments = [...project.segments, subject];
    return { project: { ...project, segments }, subject: subject.name, object };
  }
  if (tested.settings.status !== 'draft') return { project, subject: tested.name, object };
  const active = { ...tested, settings: { ...tested.settings, status: 'active' } } as const;
  const segments = project.segments.map((segment) => (segment === tested ? active : segment));
  return { project: { ...project, segments }, subject: tested.name, object };
}

/** A template with arguments, under a name that no segment can have. */
function applied(template: CheckedSegment, args: CheckedTest['args']): CheckedSegment {
  const { name, object, span, settings } = template;
  const values = args.map((arg) => `${arg.name}: ${JSON.stringify(arg.value)}`);
  return {
    ...template,
    name: `${name}(${values.join(', ')})`,
    parameters: [],
    published: true,
    settings: { ...settings, status: 'active' },
    where: {
      kind: 'in_segment',
      row: { scope: 0, hops: [], entity: object },
      negated: false,
      segment: name,
      args,
      missing: 'false',
      span,
    },
    hysteresis: undefined,
    excepts: [],
    take: undefined,
    refersTo: [name],
  };
}
