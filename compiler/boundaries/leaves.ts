// Part of compiler/boundaries: every condition of a segment that decides by itself, with all that stands around it: also those of
// other segments and traits, and inside of collections.
import { must } from '../assert.ts';
import type { CheckedCollection, CheckedCondition, CheckedValue } from '../check/checked.ts';
import { newRow } from './draft-row.ts';
import { sidesOf } from './sides.ts';
import {
  type Leaf,
  type Side,
  type Solving,
  type Standing,
  standingOf,
  windowCondition,
  withRow,
} from './solving.ts';

export interface FoundLeaf {
  readonly leaf: Leaf;
  readonly sides: readonly Side[];
  readonly path: ReadonlySet<object>;
  /** The collections around it, outermost first: their paths. */
  readonly inside: readonly string[];
}

/** Conditions of one segment that get cases. */
const mostLeaves = 80;

export function leavesOf(
  body: CheckedCondition,
  object: string,
  solving: Solving,
): readonly FoundLeaf[] {
  const walk: Walk = { found: [], seen: new Set(), solving };
  const at = standingOf(newRow(object), solving);
  visitCondition(body, { path: [], inside: [], at }, walk);
  return walk.found;
}

interface Walk {
  readonly found: FoundLeaf[];
  readonly seen: Set<object>;
  readonly solving: Solving;
}

interface Where {
  readonly path: readonly object[];
  readonly inside: readonly string[];
  readonly at: Standing;
}

function visitCondition(condition: CheckedCondition, outer: Where, walk: Walk): void {
  const where = { ...outer, path: [...outer.path, condition] };
  switch (condition.kind) {
    case 'constant':
      return;
    case 'all':
    case 'any':
    case 'none':
    case 'count_of':
      for (const one of condition.conditions) visitCondition(one, where, walk);
      return;
    case 'not':
      return visitCondition(condition.condition, where, walk);
    case 'in_segment': {
      const body = walk.solving.bodyOf(condition);
      const at = standingOf(newRow(condition.row.entity), walk.solving);
      return visitCondition(body, { ...where, at }, walk);
    }
    case 'all_have':
    case 'anniversary':
    case 'array_has':
    case 'arrays_meet':
    case 'compare':
    case 'consent_is':
    case 'consents':
    case 'distance':
    case 'exists':
    case 'in_list':
    case 'in_range':
    case 'in_sample':
    case 'in_set':
    case 'in_window':
    case 'is_missing':
    case 'membership_history':
    case 'moment':
    case 'sequence':
    case 'tagged':
    case 'text_match':
    case 'truth':
    default:
      note(condition, sidesOf(condition, where.at), where, walk);
      visitParts(condition, where, walk);
  }
}

function note(leaf: Leaf, sides: readonly Side[], { path, inside }: Where, walk: Walk): void {
  if (walk.seen.has(leaf) || walk.found.length >= mostLeaves) return;
  walk.seen.add(leaf);
  walk.found.push({ leaf, sides, path: new Set([...path, leaf]), inside });
}

/** What a leaf is computed from. */
function visitParts(condition: CheckedCondition, where: Where, walk: Walk): void {
  switch (condition.kind) {
    case 'exists':
      return visitCollection(condition.collection, where, walk);
    case 'all_have': {
      const { collection, predicate } = condition;
      visitCollection(collection, where, walk);
      return visitCondition(predicate, insideOf(collection, where), walk);
    }
    case 'in_list': {
      if (condition.added === undefined) return;
      const list = newRow(`${condition.row.entity}.lists`);
      const at = withRow(where.at, condition.scope, list);
      return visitCondition(condition.added, { ...where, at }, walk);
    }
    case 'compare':
      visitValue(condition.left, where, walk);
      return visitValue(condition.right, where, walk);
    case 'truth':
      return visitValue(condition.value, where, walk);
    case 'anniversary':
      return visitValue(condition.occurs.subject, where, walk);
    case 'in_set':
    case 'in_range':
    case 'text_match':
    case 'array_has':
    case 'arrays_meet':
    case 'is_missing':
    case 'in_window':
    case 'distance':
    case 'moment':
      return visitValue(condition.subject, where, walk);
    case 'all':
    case 'any':
    case 'consent_is':
    case 'consents':
    case 'constant':
    case 'count_of':
    case 'in_sample':
    case 'in_segment':
    case 'membership_history':
    case 'none':
    case 'not':
    case 'sequence':
    case 'tagged':
    default:
  }
}

function visitValue(value: CheckedValue, outer: Where, walk: Walk): void {
  const where = { ...outer, path: [...outer.path, value] };
  switch (value.kind) {
    case 'trait': {
      const id = `${value.row.entity}.${value.trait}`;
      const trait = must(walk.solving.model.traits[id], `trait ${id}`);
      const at = standingOf(newRow(value.row.entity), walk.solving);
      return visitValue(trait.value, { ...where, at }, walk);
    }
    case 'aggregate':
    case 'count_periods':
      return visitCollection(value.collection, where, walk);
    case 'case':
      for (const { when } of value.branches) visitCondition(when, where, walk);
      return;
    case 'arithmetic':
      visitValue(value.left, where, walk);
      return visitValue(value.right, where, walk);
    case 'attribute':
    case 'call':
    case 'duration':
    case 'literal':
    case 'negate':
    case 'now':
    case 'parameter':
    case 'population':
    case 'raw_column':
    case 'relation_key':
    case 'today':
    default:
  }
}

function visitCollection(collection: CheckedCollection, outer: Where, walk: Walk): void {
  const where = insideOf(collection, outer);
  const { window } = collection;
  if (window !== undefined) {
    const path = [...where.path, window];
    note(window, sidesOf(windowCondition(window), where.at), { ...where, path }, walk);
  }
  if (collection.where !== undefined) visitCondition(collection.where, where, walk);
}

function insideOf(collection: CheckedCollection, where: Where): Where {
  return {
    path: where.path,
    inside: [...where.inside, collection.hops.at(-1) ?? ''],
    at: withRow(where.at, collection.scope, newRow(collection.entity)),
  };
}
