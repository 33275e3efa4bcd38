// Test support: who must be a member after a refresh: the interpreter's members, and the last good ones of what is paused or held.
import type { CheckedProject, CheckedSegment } from '../../compiler/check/checked-project.ts';
import { interpret } from '../interpreter/interpret.ts';
import type { World } from '../interpreter/world.ts';
import { visitNodes } from '../laws/tree.ts';

export type Keys = ReadonlySet<string>;

export interface Expected {
  /** `idle`: nobody asked for it. */
  readonly status: 'refreshed' | 'held' | 'paused' | 'failed' | 'idle' | 'draft';
  /** Undefined: not published. */
  readonly members: Keys | undefined;
  /** What was computed, also when it is held back. */
  readonly computed: Keys;
}

export interface Before {
  /** By name of the project; undefined: never published. */
  readonly published: (segment: string) => Keys | undefined;
  readonly guard: (segment: string) => string | undefined;
  /** Those that nobody asked for, and those whose sources are broken. */
  readonly kept: ReadonlyMap<string, 'idle' | 'failed'>;
}

/** Names of the segments whose members this one looks up. */
export function referredBy({
  where,
  hysteresis,
  excepts,
  take,
}: CheckedSegment): readonly string[] {
  const found = new Set<string>();
  visitNodes([where, hysteresis, excepts, take], (node) => {
    if (node['kind'] === 'in_segment') found.add(String(node['segment']));
  });
  return [...found];
}

/** The segments that are computed when these are asked for: also all that they refer to. */
export function withReferred(
  project: CheckedProject,
  asked: readonly string[],
): ReadonlySet<string> {
  const byName = new Map(project.segments.map((segment) => [segment.name, segment]));
  const found = new Set<string>();
  const want = (name: string): void => {
    const segment = byName.get(name);
    if (segment === undefined || found.has(name)) return;
    found.add(name);
    for (const referred of referredBy(segment)) want(referred);
  };
  for (const name of asked) want(name);
  return found;
}

/** The members stay what they were, for those who are still there. */
function frozen(segment: CheckedSegment): CheckedSegment {
  const { span } = segment;
  const never = { kind: 'constant', value: false, span } as const;
  const always = { kind: 'constant', value: true, span } as const;
  const hysteresis = { enter: never, leave: never };
  return { ...segment, where: always, excepts: [], take: undefined, hysteresis };
}

function holds(guard: string | undefined, before: Keys | undefined, after: Keys): boolean {
  const left = [...(before ?? [])].filter((key) => !after.has(key)).length;
  const entered = [...after].filter((key) => before?.has(key) !== true).length;
  switch (guard) {
    case 'not empty':
      return after.size > 0;
    case 'size at most 3':
      return after.size <= 3;
    case 'leavers at most 1':
      return before === undefined || left <= 1;
    case 'size_change at most 50%':
      return before === undefined || before.size === 0 || (entered + left) * 2 <= before.size;
    case undefined:
      return true;
    default:
      throw new Error(`unknown guard ${guard}`);
  }
}

/** By segment of the project. */
export function expectedMembers(
  project: CheckedProject,
  world: World,
  { published, guard, kept: given }: Before,
): ReadonlyMap<string, Expected> {
  const kept = new Map<string, 'held' | 'paused' | 'idle' | 'failed'>(given);
  for (const { name, settings } of project.segments) {
    if (settings.status === 'paused') kept.set(name, 'paused');
  }
  for (;;) {
    const computed = computeWith(project, world, new Set(kept.keys()));
    const found = new Map<string, Expected>();
    let broken: string | undefined;
    for (const segment of project.segments) {
      const { name } = segment;
      const before = published(name);
      const members = computed.get(name) ?? new Set<string>();
      const isKept = kept.get(name);
      const orphan = referredBy(segment).some((one) => !isThere(one, project, found));
      if (segment.settings.status === 'draft') {
        found.set(name, { status: 'draft', members: undefined, computed: members });
      } else if (isKept !== undefined)
        found.set(name, { status: isKept, members: before, computed: members });
      else if (orphan) found.set(name, { status: 'failed', members: before, computed: members });
      else if (holds(guard(name), before, members)) {
        found.set(name, { status: 'refreshed', members, computed: members });
      } else if (before === undefined) {
        found.set(name, { status: 'held', members: undefined, computed: members });
      } else broken ??= name;
      if (broken !== undefined) break;
    }
    if (broken === undefined) return found;
    kept.set(broken, 'held');
  }
}

/** A draft is a part of those that refer to it. */
function isThere(
  name: string,
  project: CheckedProject,
  found: ReadonlyMap<string, Expected>,
): boolean {
  if (found.get(name)?.status !== 'draft') return found.get(name)?.members !== undefined;
  const draft = project.segments.find((segment) => segment.name === name);
  return draft === undefined || referredBy(draft).every((one) => isThere(one, project, found));
}

function computeWith(
  project: CheckedProject,
  world: World,
  kept: ReadonlySet<string>,
): ReadonlyMap<string, Keys> {
  const segments = project.segments.map((segment) =>
    kept.has(segment.name) ? frozen(segment) : segment,
  );
  return interpret({ ...project, segments }, world);
}
