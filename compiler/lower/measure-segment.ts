// Part of compiler/lower: how many nodes a segment has once traits and templates are written out in it, without writing them out.
import { must } from '../assert.ts';
import type { CheckedProject } from '../check/checked-project.ts';
import { hasMembership } from './lower-reference.ts';

/** Measures each trait and segment once. A size can be as large as a number gets. */
export function createMeasure(project: CheckedProject): (segment: string) => number {
  const segments = new Map(project.segments.map((segment) => [segment.name, segment]));
  const sizes = new Map<string, number>();
  const remembered = (id: string, measure: () => number): number => {
    const known = sizes.get(id);
    if (known !== undefined) return known;
    const size = measure();
    sizes.set(id, size);
    return size;
  };
  const ofTrait = (id: string): number =>
    remembered(`trait ${id}`, () => ofNode(project.model.traits[id]?.value));
  const ofSegment = (name: string): number =>
    remembered(`segment ${name}`, () => {
      const { where, hysteresis, excepts, take, settings } = must(
        segments.get(name),
        `segment ${name}`,
      );
      return ofNode([where, hysteresis, excepts, take, settings.publish]);
    });
  const ofNode = (node: unknown): number => {
    if (typeof node !== 'object' || node === null) return 0;
    let inside = 0;
    for (const field of Object.keys(node)) {
      if (field !== 'type' && field !== 'span') inside += ofNode(Reflect.get(node, field));
    }
    if (!('kind' in node)) return inside;
    return 1 + inside + ofReference(node);
  };
  const ofReference = (node: object): number => {
    const { kind, trait, row, segment, args } = node as Partial<Reference>;
    if (kind === 'trait' && trait !== undefined) return ofTrait(`${row?.entity ?? ''}.${trait}`);
    if (kind !== 'in_segment' || segment === undefined) return 0;
    const referred = must(segments.get(segment), `segment ${segment}`);
    const isLookedUp = hasMembership(referred) && args?.length === 0;
    return isLookedUp ? 0 : ofSegment(segment);
  };
  return ofSegment;
}

/** The two kinds of node whose meaning is elsewhere. */
interface Reference {
  readonly kind: string;
  readonly trait: string;
  readonly row: { readonly entity: string };
  readonly segment: string;
  readonly args: readonly unknown[];
}
