// Who needs whom among segments and traits: reports circles once, finds what is sound, and puts it in order. Never recursive.
import { catalogue } from '../diagnostics/catalogue.ts';
import type { Reporter } from '../diagnostics/reporter.ts';
import type { Span } from '../source.ts';

export interface DependencyNode {
  readonly kind: 'segment' | 'trait';
  readonly name: string;
  readonly span: Span;
  readonly faulty: boolean;
  /** By node id: `segment x`, `trait contact.y`. */
  readonly needs: ReadonlyMap<string, Span>;
}

export interface Dependencies {
  /** Ids of nodes without an error in themselves or in anything they need. */
  readonly sound: ReadonlySet<string>;
  /** 0 for what needs nothing; otherwise one more than the highest it needs. Sound nodes only. */
  readonly level: ReadonlyMap<string, number>;
}

export function nodeId(kind: DependencyNode['kind'], name: string): string {
  return `${kind} ${name}`;
}

export function resolveDependencies(
  nodes: ReadonlyMap<string, DependencyNode>,
  reporter: Reporter,
): Dependencies {
  const { order, circular } = depthFirst(nodes);
  reportCycles(circular, nodes, reporter);
  const sound = new Set<string>();
  const level = new Map<string, number>();
  for (const id of order) {
    const node = nodes.get(id);
    if (node === undefined || node.faulty || circular.has(id)) continue;
    const needs = [...node.needs.keys()];
    if (!needs.every((need) => sound.has(need))) continue;
    sound.add(id);
    level.set(id, Math.max(-1, ...needs.map((need) => level.get(need) ?? 0)) + 1);
  }
  return { sound, level };
}

interface Visit {
  readonly id: string;
  readonly needs: readonly string[];
  next: number;
}

/** Tarjan's strongly connected components with its own stack. Each component comes after all that it needs. */
function depthFirst(nodes: ReadonlyMap<string, DependencyNode>): {
  readonly order: readonly string[];
  readonly circular: ReadonlyMap<string, readonly string[]>;
} {
  const order: string[] = [];
  const circular = new Map<string, readonly string[]>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const visits: Visit[] = [];
  const enter = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    open.push(id);
    isOpen.add(id);
    visits.push({ id, needs: [...(nodes.get(id)?.needs.keys() ?? [])], next: 0 });
  };
  const lower = (id: string, to: number): void => {
    low.set(id, Math.min(low.get(id) ?? to, to));
  };
  const leave = (id: string): void => {
    visits.pop();
    const parent = visits.at(-1);
    if (parent !== undefined) lower(parent.id, low.get(id) ?? 0);
    if (low.get(id) !== index.get(id)) return;
    const members = open.splice(open.indexOf(id));
    for (const member of members) isOpen.delete(member);
    order.push(...members);
    const isCircle = members.length > 1 || nodes.get(id)?.needs.has(id) === true;
    if (isCircle) for (const member of members) circular.set(member, members);
  };
  for (const root of nodes.keys()) {
    if (index.has(root)) continue;
    enter(root);
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const need = visit.needs[visit.next];
      visit.next += 1;
      if (need === undefined) leave(visit.id);
      else if (!nodes.has(need)) continue;
      else if (!index.has(need)) enter(need);
      else if (isOpen.has(need)) lower(visit.id, index.get(need) ?? 0);
    }
  }
  return { order, circular };
}

/** One report per component, with a shortest circle through its first member by name. */
function reportCycles(
  circular: ReadonlyMap<string, readonly string[]>,
  nodes: ReadonlyMap<string, DependencyNode>,
  reporter: Reporter,
): void {
  for (const members of new Set(circular.values())) {
    const [first = ''] = members.toSorted();
    const cycle = shortestCycle(first, new Set(members), nodes);
    const related = cycle.slice(0, -1).flatMap((id, at) => {
      const node = nodes.get(id);
      const next = cycle[at + 1] ?? '';
      const span = node?.needs.get(next);
      return span === undefined ? [] : [{ span, text: `needs ${nodes.get(next)?.name ?? ''}` }];
    });
    const node = nodes.get(first);
    if (node === undefined) continue;
    const names = cycle.map((id) => nodes.get(id)?.name ?? '');
    const isTraits = members.every((id) => nodes.get(id)?.kind === 'trait');
    const { segmentCycle, traitCycle } = catalogue.meaning;
    const entry = isTraits ? traitCycle : segmentCycle;
    reporter.report(entry, node.span, { cycle: names }, { related });
  }
}

function shortestCycle(
  start: string,
  members: ReadonlySet<string>,
  nodes: ReadonlyMap<string, DependencyNode>,
): readonly string[] {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const need of nodes.get(id)?.needs.keys() ?? []) {
      if (need === start) return [...pathTo(id, start, cameFrom), start];
      if (!members.has(need) || cameFrom.has(need)) continue;
      cameFrom.set(need, id);
      queue.push(need);
    }
  }
  return [start, start];
}

function pathTo(
  id: string,
  start: string,
  cameFrom: ReadonlyMap<string, string>,
): readonly string[] {
  const path = [id];
  for (let at = id; at !== start;) {
    at = cameFrom.get(at) ?? start;
    path.push(at);
  }
  return path.toReversed();
}
