// Test support: laws of `did`, `has`, `all … have`, counts and windows.
import type {
  CheckedCollection,
  CheckedCondition,
  CheckedValue,
  CheckedWindow,
} from '../../../compiler/check/checked.ts';
import { countOperators } from '../../../compiler/check/conditions/counts.ts';
import { all, isMissing, not, number, ofConditions, type Rewrite } from '../rewrite.ts';

/** The rows for which `condition` holds, too. */
export function narrowed(
  collection: CheckedCollection,
  condition: CheckedCondition,
): CheckedCollection {
  const { where, span } = collection;
  return { ...collection, where: where === undefined ? condition : all([where, condition], span) };
}

export function countOf(collection: CheckedCollection): CheckedValue {
  return {
    kind: 'aggregate',
    function: 'count',
    collection,
    value: undefined,
    order: undefined,
    type: { kind: 'int' },
    nullable: false,
    span: collection.span,
  };
}

export function inWindow({ time, form, span }: CheckedWindow): CheckedCondition {
  return { kind: 'in_window', subject: time, negated: false, form, missing: 'false', span };
}

function exists(collection: CheckedCollection, negated: boolean): CheckedCondition {
  return { kind: 'exists', negated, collection, count: undefined, span: collection.span };
}

function withoutWindow(collection: CheckedCollection): CheckedCollection {
  const { window } = collection;
  if (window === undefined) return collection;
  return narrowed({ ...collection, window: undefined }, inWindow(window));
}

/** Rows of the collection with `p` and rows without it are all of them. */
function countByHalves(node: CheckedValue): CheckedValue {
  if (node.kind !== 'aggregate' || node.function !== 'count' || node.value !== undefined)
    return node;
  const { where } = node.collection;
  if (where === undefined) return node;
  const whole = countOf({ ...node.collection, where: undefined });
  const rest = countOf({ ...node.collection, where: not(where) });
  const { type, nullable, span } = node;
  return { kind: 'arithmetic', operator: '-', left: whole, right: rest, type, nullable, span };
}

export const collectionLaws: readonly Rewrite[] = [
  ofConditions('did not = not did', (node) =>
    (node.kind === 'exists' || node.kind === 'sequence' || node.kind === 'in_sample') &&
    node.negated &&
    (node.kind !== 'in_sample' || (node.missing === 'false' && node.row.hops.length === 0))
      ? not({ ...node, negated: false })
      : node,
  ),
  ofConditions('did = a count of its rows, compared', (node) => {
    if (node.kind !== 'exists') return node;
    const { collection, count, negated, span } = node;
    const right = count?.amount ?? number(1, span);
    const operator = countOperators[count?.comparison ?? 'at_least'];
    const left = countOf(collection);
    const plain: CheckedCondition = {
      kind: 'compare',
      operator,
      left,
      right,
      missing: 'false',
      span,
    };
    return negated ? not(plain) : plain;
  }),
  ofConditions('all have p = there is one, and there is none without p', (node) => {
    if (node.kind !== 'all_have') return node;
    const { collection, predicate, span } = node;
    const without = narrowed(collection, not(predicate));
    return all([exists(collection, false), exists(without, true)], span);
  }),
  {
    law: 'a window is a condition on the time of the row',
    nodes: () => ({ collection: withoutWindow }),
  },
  {
    law: 'count(x where p) = count(x) - count(x where not p)',
    nodes: () => ({ value: countByHalves }),
  },
  ofConditions('a consent is in one of three states', (node) => {
    if (node.kind !== 'consent_is' || node.negated || node.row.hops.length > 0) return node;
    const others = (['granted', 'denied', 'unknown'] as const).filter(
      (state) => state !== node.state,
    );
    return all(
      others.map((state) => not({ ...node, state })),
      node.span,
    );
  }),
  ofConditions('more than n ago = known, not at most n ago and not after now', (node) => {
    if (node.kind !== 'distance' || node.missing === 'or_missing') return node;
    if (node.calendar !== undefined || node.direction !== 'ago') return node;
    if (node.comparison !== 'more_than' && node.comparison !== 'at_least') return node;
    const { subject, span } = node;
    const comparison = node.comparison === 'more_than' ? 'at_most' : 'less_than';
    const type = { kind: 'timestamp' } as const;
    const moment: CheckedValue = { kind: 'now', type, nullable: false, span };
    const missing = 'false';
    const ahead = { kind: 'moment', subject, relation: 'after', moment, missing, span } as const;
    const lines = [isMissing(subject, true), not({ ...node, comparison }), not(ahead)];
    return all(lines, span);
  }),
];
