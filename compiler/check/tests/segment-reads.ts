// Which fields of the model a test's segments read, directly or through traits and other segments: a test must say what is
// read, and may leave out the rest.
import type { CheckedProject } from '../checked-project.ts';
import type { Model } from '../model.ts';

export interface Reads {
  /** `contact.email` */
  readonly attributes: ReadonlySet<string>;
  /** `contact.company`; of relations that are only passed on a path, every object that has one so called. */
  readonly relations: ReadonlySet<string>;
}

export function readsOf(names: readonly string[], project: CheckedProject): Reads {
  const reads = { attributes: new Set<string>(), relations: new Set<string>() };
  const segments = new Map(project.segments.map((segment) => [segment.name, segment]));
  const seen = new Set<string>();
  const visitSegment = (name: string): void => {
    const segment = segments.get(name);
    if (segment === undefined || seen.has(name)) return;
    seen.add(name);
    const { where, hysteresis, excepts, take } = segment;
    visit([where, hysteresis, excepts, take]);
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one);
      return;
    }
    if (!isRecord(node)) return;
    note(node, project.model, reads);
    if (node['kind'] === 'in_segment') visitSegment(textOf(node['segment']));
    if (node['kind'] === 'trait') visitTrait(node);
    for (const [key, child] of Object.entries(node)) if (key !== 'span') visit(child);
  };
  const visitTrait = (node: Readonly<Record<string, unknown>>): void => {
    const entity = entityOf(node);
    const id = `${entity}.${textOf(node['trait'])}`;
    if (seen.has(`trait ${id}`)) return;
    seen.add(`trait ${id}`);
    visit(project.model.traits[id]?.value);
  };
  for (const name of names) visitSegment(name);
  return reads;
}

function note(
  node: Readonly<Record<string, unknown>>,
  model: Model,
  { attributes, relations }: { attributes: Set<string>; relations: Set<string> },
): void {
  if (node['kind'] === 'attribute')
    attributes.add(`${entityOf(node)}.${textOf(node['attribute'])}`);
  if (node['kind'] === 'relation_key')
    relations.add(`${entityOf(node)}.${textOf(node['relation'])}`);
  const { hops } = node;
  if (!Array.isArray(hops)) return;
  for (const hop of hops) {
    for (const entity of Object.values(model.entities)) {
      if (Object.hasOwn(entity.relations, textOf(hop)))
        relations.add(`${entity.id}.${textOf(hop)}`);
    }
  }
}

function entityOf({ row }: Readonly<Record<string, unknown>>): string {
  return isRecord(row) ? textOf(row['entity']) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
