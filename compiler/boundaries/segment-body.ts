// Part of compiler/boundaries: a segment with values for its parameters → one condition that says all its lines.
import { must } from '../assert.ts';
import type { CheckedProject, CheckedSegment } from '../check/checked-project.ts';
import { segmentsByName } from '../check/segments-by-name.ts';
import type { CheckedCondition, CheckedValue } from '../check/checked.ts';
import type { SegmentReference } from './solving.ts';

export type Bodies = (reference: SegmentReference) => CheckedCondition;

/** The same condition for equal references, so that its parts can be recognised. */
export function createBodies(project: CheckedProject): Bodies {
  const segments = segmentsByName(project);
  const known = new Map<string, CheckedCondition>();
  return ({ segment: name, args }) => {
    const id = JSON.stringify([name, args.map((arg) => [arg.name, arg.value])]);
    const found = known.get(id);
    if (found !== undefined) return found;
    const segment = must(segments.get(name), `segment ${name}`);
    const given = new Map(args.map((arg) => [arg.name, arg.value]));
    const values = segment.parameters.flatMap(({ name: parameter, fallback }) => {
      const value = given.get(parameter) ?? fallback;
      return value === undefined ? [] : [[parameter, value] as const];
    });
    const body = bound(bodyOf(segment), new Map(values));
    known.set(id, body);
    return body;
  };
}

function bodyOf(segment: CheckedSegment): CheckedCondition {
  const { where, excepts, take, span } = segment;
  const lines = where.kind === 'all' ? where.conditions : [where];
  const outside = excepts.map((except): CheckedCondition => ({
    kind: 'not',
    condition: except,
    span: except.span,
  }));
  const values = take === undefined ? [] : [take.value, ...take.groups];
  const ranked = values.filter(({ nullable }) => nullable);
  const known = ranked.map((subject): CheckedCondition => ({
    kind: 'is_missing',
    subject,
    known: true,
    span: subject.span,
  }));
  return {
    kind: 'all',
    conditions: [...lines, ...hysteresisOf(segment), ...outside, ...known],
    span,
  };
}

/** Being kept is having been a member a second ago. */
function hysteresisOf({ hysteresis, name, object }: CheckedSegment): readonly CheckedCondition[] {
  if (hysteresis === undefined) return [];
  const { enter, leave } = hysteresis;
  const amount: CheckedValue = {
    kind: 'literal',
    value: '1',
    type: { kind: 'int' },
    nullable: false,
    span: enter.span,
  };
  const before: CheckedCondition = {
    kind: 'membership_history',
    row: { scope: 0, hops: [], entity: object },
    event: 'was_in',
    negated: false,
    segment: name,
    time: { kind: 'ago', amount, unit: 'second' },
    missing: 'false',
    span: enter.span,
  };
  return [
    { kind: 'any', conditions: [enter, before], span: enter.span },
    { kind: 'not', condition: leave, span: leave.span },
  ];
}

/** Parameters are replaced by their values, wherever they stand. */
function bound(
  condition: CheckedCondition,
  values: ReadonlyMap<string, CheckedValue>,
): CheckedCondition {
  if (values.size === 0) return condition;
  const copy = { ...condition };
  copyInside(copy, values);
  return copy;
}

/** Nodes are plain data; every one inside of `node`, which is a copy itself, becomes a copy. */
function copyInside(node: object, values: ReadonlyMap<string, CheckedValue>): void {
  for (const [key, inner] of Object.entries(node) as readonly (readonly [string, unknown])[]) {
    if (typeof inner !== 'object' || inner === null) continue;
    const copy = copyOf(inner, values);
    Reflect.set(node, key, copy);
    copyInside(copy, values);
  }
}

function copyOf(node: object, values: ReadonlyMap<string, CheckedValue>): object {
  if (Array.isArray(node)) return node.map((one: unknown) => one);
  const isParameter = 'kind' in node && node.kind === 'parameter' && 'name' in node;
  const value = isParameter ? values.get(String(node.name)) : undefined;
  return value === undefined
    ? { ...node }
    : { ...value, ...('span' in node ? { span: node.span } : {}) };
}
