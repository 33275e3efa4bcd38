// Part of compiler/explain: where the lines of a segment stand when it is asked about by itself, with values for its parameters.
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import type { CheckedValue } from '../check/checked.ts';
import { createFeatureInterner } from '../lower/intern-features.ts';
import { lowerAggregate, lowerPeriods } from '../lower/lower-aggregate.ts';
import { lowerCondition } from '../lower/lower-condition.ts';
import { defaultsOf } from '../lower/lower-reference.ts';
import { createLowering, type Scope, topScope } from '../lower/lowering.ts';

/** Values of parameters by name; the others have defaults. They depend on no row. */
export type SegmentArguments = ReadonlyMap<string, CheckedValue>;

/** Lowered nodes: each condition is lowered once for itself and once for every reference around it. */
const mostLowered = 5_000_000;

export function probeScope(
  project: CheckedProject,
  segment: CheckedSegment,
  args: SegmentArguments,
): Scope {
  const parts = { condition: lowerCondition, aggregate: lowerAggregate, periods: lowerPeriods };
  const lowering = createLowering(project, createFeatureInterner(), parts);
  const top = topScope({ ...lowering, budget: { left: mostLowered } }, segment.object);
  const given = [...args].map(([name, value]) => [name, { value, scope: top }] as const);
  return { ...top, parameters: new Map([...defaultsOf(segment, top), ...given]) };
}

/** A name for a planned segment that no declared one has. */
export function freeName(project: CheckedProject, name: string): string {
  const isTaken = project.segments.some((segment) => segment.name === name);
  return isTaken ? freeName(project, `${name}_`) : name;
}
