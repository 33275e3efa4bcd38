// Part of compiler/incremental: the search for what reaches an object: rows in scope, by the way that leads to them, and what was found.
import { must } from '../assert.ts';
import type { PathHop, Predicate, Row, ToOneHop } from '../lower/ir.ts';
import type { AnyPlannedFeature, PlannedFeature, RefreshPlan } from '../plan/refresh-plan.ts';
import { addReach } from './add-reach.ts';
import type { Reach, ReachCause, WholeCause } from './reach.ts';
import { looksOf, type Moments } from './time-mentions.ts';

/** A row in scope: how it is reached from the object. */
export interface Frame {
  readonly path: readonly PathHop[];
  readonly entity: string;
  /** What the row must be besides, to count for anything: plain conditions on its own columns. */
  readonly asked: readonly Predicate[];
}

export type Place = Omit<Frame, 'asked'>;

/** Frames from the inside out: `up: 0` first. */
export type Scope = readonly Frame[];

export interface Search {
  readonly plan: RefreshPlan;
  readonly moments: Moments;
  readonly features: ReadonlyMap<string, AnyPlannedFeature>;
  readonly reaches: Map<string, Reach>;
  readonly populations: Map<string, Map<string, Reach>>;
  /** Features that have been followed, by where they are used. */
  readonly followed: Set<string>;
  readonly found: { whole: WholeCause | undefined };
}

export function searchRows(search: Search, entity: string, follow: (scope: Scope) => void): void {
  const frame: Frame = { path: [], entity, asked: [] };
  touch(search, frame);
  follow([frame]);
}

export function add(search: Search, { path, entity }: Place, cause: ReachCause): void {
  addReach(search.reaches, { path, entity, cause });
}

export function touch(search: Search, frame: Place): void {
  const { filter, logOf } = must(search.plan.entities[frame.entity], `entity ${frame.entity}`);
  const last = frame.path.at(-1);
  if (logOf !== undefined && last !== undefined) {
    const owner = { path: frame.path.slice(0, -1), entity: last.from };
    add(search, owner, { kind: 'logged', segment: logOf });
    return;
  }
  if (looksOf(filter).times.length > 0) search.found.whole ??= 'time_in_tables';
  add(search, frame, { kind: 'touched' });
}

/** The row as a frame; every row on the way to it is touched. */
export function frameOf(search: Search, scope: Scope, { up, hops }: Row): Frame {
  let frame = must(scope[up], `row ${up} further out`);
  for (const hop of hops) {
    frame = { path: pathOver(frame, hop), entity: hop.to, asked: [] };
    touch(search, frame);
  }
  return frame;
}

/** A step from a row of a collection back to the row that has it leads where the path was before. */
function pathOver({ path }: Frame, hop: ToOneHop): readonly PathHop[] {
  const last = path.at(-1);
  const leadsBack = last?.kind === 'to_many' && last.column === hop.column && last.from === hop.to;
  return leadsBack ? path.slice(0, -1) : [...path, { kind: 'to_one', ...hop }];
}

/** The scope of a collection's rows: `up: 0` a row, `up: 1` the anchor, then the rows where the feature is used. */
export function innerScope(
  search: Search,
  scope: Scope,
  anchor: Frame,
  { path, filter }: PlannedFeature,
): Scope {
  let frame = anchor;
  for (const hop of path) {
    frame = { path: [...frame.path, hop], entity: hop.to, asked: [] };
    touch(search, frame);
  }
  const parts = filter.kind === 'all' ? filter.predicates : [filter];
  return [{ ...frame, asked: parts.filter(isPlain) }, anchor, ...scope];
}

/** Asks for nothing but columns of the row itself. */
function isPlain(predicate: Predicate): boolean {
  const { ups, hasHops, features, hasMembers, times, hasClocks } = looksOf(predicate);
  return (
    [...ups].every((up) => up === 0) &&
    !hasHops &&
    features.length + times.length === 0 &&
    !hasMembers &&
    !hasClocks
  );
}
