// Part of compiler/lower: how many nodes a segment has once traits and templates are written out in it, without writing them out.
import { must } from '../assert.ts';
import type { CheckedProject } from '../check/checked-project.ts';
import { segmentsByName } from '../check/segments-by-name.ts';
import { hasMembership } from './lower-reference.ts';

/** Nodes that may stand inside one another; what comes later recurses over them, and so do the databases. */
export const deepestSegment = 1_500;

interface Measured {
  readonly size: number;
  /** How many nodes stand inside one another. */
  readonly depth: number;
}

const nothing: Measured = { size: 0, depth: 0 };
const endless: Measured = { size: Infinity, depth: 0 };

/** Measures each trait and segment once. A size can be as large as a number gets; Infinity is one that is too deep. */
export function createMeasure(project: CheckedProject): (segment: string) => number {
  const segments = segmentsByName(project);
  const known = new Map<string, Measured>();
  const remembered = (id: string, level: number, measure: () => Measured): Measured => {
    const measured = known.get(id) ?? measure();
    if (measured === endless || level + measured.depth > deepestSegment) return endless;
    known.set(id, measured);
    return measured;
  };
  const ofTrait = (id: string, level: number): Measured =>
    remembered(`trait ${id}`, level, () => ofNode(project.model.traits[id]?.value, level));
  const ofSegment = (name: string, level: number): Measured =>
    remembered(`segment ${name}`, level, () => {
      const { where, hysteresis, excepts, take, settings } = must(
        segments.get(name),
        `segment ${name}`,
      );
      return ofNode([where, hysteresis, excepts, take, settings.publish], level);
    });
  const ofNode = (node: unknown, level: number): Measured => {
    if (typeof node !== 'object' || node === null) return nothing;
    if (level > deepestSegment) return endless;
    const counts = 'kind' in node ? 1 : 0;
    let [size, depth] = [counts, counts];
    for (const field of Object.keys(node)) {
      if (field === 'type' || field === 'span') continue;
      const inside = ofNode(Reflect.get(node, field), level + counts);
      if (inside === endless) return endless;
      size += inside.size;
      depth = Math.max(depth, counts + inside.depth);
    }
    if (counts === 0) return { size, depth };
    const referred = ofReference(node, level + 1);
    if (referred === endless) return endless;
    return { size: size + referred.size, depth: Math.max(depth, 1 + referred.depth) };
  };
  const ofReference = (node: object, level: number): Measured => {
    const { kind, trait, row, segment, args } = node as Partial<Reference>;
    if (kind === 'trait' && trait !== undefined) {
      return ofTrait(`${row?.entity ?? ''}.${trait}`, level);
    }
    if (kind !== 'in_segment' || segment === undefined) return nothing;
    const referred = must(segments.get(segment), `segment ${segment}`);
    const isLookedUp = hasMembership(referred) && args?.length === 0;
    return isLookedUp ? nothing : ofSegment(segment, level);
  };
  return (segment) => ofSegment(segment, 0).size;
}

/** The two kinds of node whose meaning is elsewhere. */
interface Reference {
  readonly kind: string;
  readonly trait: string;
  readonly row: { readonly entity: string };
  readonly segment: string;
  readonly args: readonly unknown[];
}
