// Which fields of the model a test's segments read, directly or through traits and other segments: a test must say what is
// read, and may leave out the rest.
import type { CheckedProject } from '../checked-project.ts';
import { segmentsByName } from '../segments-by-name.ts';
import type { Entity, Model } from '../model.ts';

export interface Reads {
  /** `contact.email` */
  readonly attributes: ReadonlySet<string>;
  /** To-one relations whose column decides something: `contact.company`, and `order.contact` for the orders of a contact. */
  readonly relations: ReadonlySet<string>;
}

type Node = Readonly<Record<string, unknown>>;

/** Entities of the rows in scope, by their numbers. */
type Scopes = Map<number, string>;

export function readsOf(names: readonly string[], project: CheckedProject): Reads {
  const reading = new Reading(project);
  for (const name of names) reading.segment(name);
  return reading;
}

/** Walks checked expressions as what they are, data: a kind that is added is read as well. */
class Reading implements Reads {
  readonly attributes: Set<string> = new Set();
  readonly relations: Set<string> = new Set();
  private readonly segments: ReadonlyMap<string, CheckedProject['segments'][number]>;
  private readonly model: Model;
  private readonly seen: Set<string> = new Set();

  constructor(project: CheckedProject) {
    this.model = project.model;
    this.segments = segmentsByName(project);
  }

  segment(name: string): void {
    const segment = this.segments.get(name);
    if (segment === undefined || this.isSeen(`segment ${name}`)) return;
    const { object, where, hysteresis, excepts, take } = segment;
    this.visit([where, hysteresis, excepts, take], new Map([[0, object]]));
  }

  private trait(id: string): void {
    const trait = this.model.traits[id];
    if (trait === undefined || this.isSeen(`trait ${id}`)) return;
    this.visit(trait.value, new Map([[0, trait.object]]));
  }

  private isSeen(what: string): boolean {
    const isSeen = this.seen.has(what);
    this.seen.add(what);
    return isSeen;
  }

  private visit(node: unknown, scopes: Scopes): void {
    if (Array.isArray(node)) {
      for (const one of node) this.visit(one, scopes);
      return;
    }
    if (!isNode(node)) return;
    this.note(node, scopes);
    for (const [key, child] of Object.entries(node)) if (key !== 'span') this.visit(child, scopes);
  }

  private note(node: Node, scopes: Scopes): void {
    const { kind, row, scope, hops, from, entity } = node;
    const reached = isNode(row) ? textOf(row['entity']) : '';
    if (kind === 'attribute') this.attributes.add(`${reached}.${textOf(node['attribute'])}`);
    if (kind === 'relation_key') this.relations.add(`${reached}.${textOf(node['relation'])}`);
    if (kind === 'trait') this.trait(`${reached}.${textOf(node['trait'])}`);
    if (kind === 'in_segment') this.segment(textOf(node['segment']));
    if (typeof scope !== 'number' || !Array.isArray(hops)) return;
    const path = hops.map(textOf);
    if (isNode(from)) {
      this.follow(textOf(from['entity']), path);
      scopes.set(scope, textOf(entity));
    } else this.follow(scopes.get(scope) ?? '', path);
  }

  /** Every relation on the way decides which rows are reached. */
  private follow(start: string, hops: readonly string[]): void {
    let reached = start;
    for (const hop of hops) {
      const relation = this.model.entities[reached]?.relations[hop];
      if (relation === undefined) return;
      if (relation.kind === 'to_one') this.relations.add(`${reached}.${hop}`);
      if (relation.kind === 'to_many') this.column(relation.to, relation.column);
      if (relation.kind === 'through') {
        this.column(relation.link, relation.nearColumn);
        this.column(relation.link, relation.farColumn);
      }
      reached = relation.to;
    }
  }

  private column(id: string, column: string): void {
    const entity: Entity | undefined = this.model.entities[id];
    for (const relation of Object.values(entity?.relations ?? {})) {
      const isHere = relation.kind === 'to_one' && relation.column === column;
      if (isHere) this.relations.add(`${id}.${relation.name}`);
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
