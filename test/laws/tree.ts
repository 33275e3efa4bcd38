// Test support: rewrites every condition and value of a checked project, innermost first, whatever holds it.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import type {
  CheckedCollection,
  CheckedCondition,
  CheckedValue,
} from '../../compiler/check/checked.ts';
import { conditionKinds, valueKinds } from '../verify/construct-names.ts';

/** Each returns its argument to leave a node as it is. */
export interface NodeMap {
  readonly condition?: (node: CheckedCondition) => CheckedCondition;
  readonly value?: (node: CheckedValue) => CheckedValue;
  readonly collection?: (node: CheckedCollection) => CheckedCollection;
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(node: unknown): node is Fields {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function hasKindOf(node: unknown, kinds: object): node is Fields {
  return (
    isFields(node) && 'span' in node && typeof node['kind'] === 'string' && node['kind'] in kinds
  );
}

export function isCondition(node: unknown): node is CheckedCondition {
  return hasKindOf(node, conditionKinds);
}

export function isValue(node: unknown): node is CheckedValue {
  return hasKindOf(node, valueKinds) && 'nullable' in node;
}

export function isCollection(node: unknown): node is CheckedCollection {
  return isFields(node) && 'from' in node && 'hops' in node && 'window' in node;
}

export function mapNodes(node: CheckedCondition, map: NodeMap): CheckedCondition;
export function mapNodes(node: CheckedValue, map: NodeMap): CheckedValue;
export function mapNodes(node: unknown, map: NodeMap): unknown;
export function mapNodes(node: unknown, map: NodeMap): unknown {
  if (Array.isArray(node)) return node.map((item: unknown) => mapNodes(item, map));
  if (!isFields(node)) return node;
  // What recurs every year is a condition on one time and stays one.
  const inside = Object.fromEntries(
    Object.entries(node).map(([name, part]) => [
      name,
      name === 'occurs' || name === 'span' ? part : mapNodes(part, map),
    ]),
  );
  if (isCondition(inside)) return map.condition?.(inside) ?? inside;
  if (isValue(inside)) return map.value?.(inside) ?? inside;
  return isCollection(inside) ? (map.collection?.(inside) ?? inside) : inside;
}

/** Calls `see` with every node, outermost first. */
export function visitNodes(node: unknown, see: (node: Fields) => void): void {
  if (Array.isArray(node)) for (const item of node) visitNodes(item, see);
  else if (isFields(node)) {
    see(node);
    for (const [name, part] of Object.entries(node)) if (name !== 'span') visitNodes(part, see);
  }
}

/** What decides membership; settings are left alone. */
export function mapSegment(segment: CheckedSegment, map: NodeMap): CheckedSegment {
  const { where, hysteresis, excepts, take } = segment;
  return {
    ...segment,
    where: mapNodes(where, map),
    excepts: excepts.map((except) => mapNodes(except, map)),
    hysteresis: hysteresis && {
      enter: mapNodes(hysteresis.enter, map),
      leave: mapNodes(hysteresis.leave, map),
    },
    take: take && {
      ...take,
      value: mapNodes(take.value, map),
      groups: take.groups.map((group) => mapNodes(group, map)),
    },
  };
}

/** Segments, traits, and which rows of the tables count. */
export function mapProject(project: CheckedProject, map: NodeMap): CheckedProject {
  const { model, segments } = project;
  const entities = Object.entries(model.entities).map(([id, entity]) => {
    const { source, tracking } = entity;
    const where = source.where && mapNodes(source.where, map);
    const deletedWhen = tracking.deletedWhen && mapNodes(tracking.deletedWhen, map);
    const rows = { source: { ...source, where }, tracking: { ...tracking, deletedWhen } };
    return [id, { ...entity, ...rows }] as const;
  });
  const traits = Object.entries(model.traits).map(
    ([id, trait]) => [id, { ...trait, value: mapNodes(trait.value, map) }] as const,
  );
  return {
    model: {
      ...model,
      entities: Object.fromEntries(entities),
      traits: Object.fromEntries(traits),
    },
    segments: segments.map((segment) => mapSegment(segment, map)),
  };
}
