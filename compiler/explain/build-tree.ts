// Part of compiler/explain: the lines of a segment → its condition tree. References to other segments are written out from the
// row that is their object; each node asks the compiler for its truth.
import { assertNever, must } from '../assert.ts';
import type { CheckedSegment, CheckedTake } from '../check/checked-project.ts';
import type { CheckedCondition } from '../check/checked.ts';
import type { Predicate, Value } from '../lower/ir.ts';
import { hasMembership, inlineScope, lowerBody, lowerLeft } from '../lower/lower-reference.ts';
import { lowerValue } from '../lower/lower-value.ts';
import { placeOf, rowAt, topScope } from '../lower/lowering.ts';
import type { Span } from '../source.ts';
import { operandsOf } from './build-leaf.ts';
import { type Building, operandOf, shownValue } from './build-operand.ts';
import { keyOperand } from './build-owned.ts';
import {
  type Composite,
  composites,
  type ConditionNode,
  type NodeRole,
  type Operand,
} from './condition-tree.ts';

export interface TreeBuilding extends Building {
  /** Counts down; references are no longer written out when it is used up. */
  readonly budget: { nodes: number };
  /** Also ask for the truth of what follows from other nodes. */
  readonly everyTruth: boolean;
}

/** The whole segment; its truth is membership. */
export function segmentNode(segment: CheckedSegment, building: TreeBuilding): ConditionNode {
  return {
    role: 'segment',
    connective: { kind: 'all' },
    span: segment.span,
    truth: building.columns.truth(lowerBody(segment, building.scope)),
    operands: [],
    children: linesOf(segment, building),
  };
}

function linesOf(segment: CheckedSegment, building: TreeBuilding): readonly ConditionNode[] {
  const { where, hysteresis, excepts, take } = segment;
  const isEmpty = where.kind === 'constant' && where.value;
  const lines = where.kind === 'all' ? where.conditions : isEmpty ? [] : [where];
  return [
    ...lines.map((line) => nodeOf(line, 'where', building)),
    ...(hysteresis === undefined ? [] : hysteresisNodes(segment, hysteresis, building)),
    ...excepts.map((except) => exceptNode(except, 'except', building)),
    ...(take === undefined ? [] : [takeNode(segment, take, building)]),
  ];
}

function hysteresisNodes(
  segment: CheckedSegment,
  { enter, leave }: { readonly enter: CheckedCondition; readonly leave: CheckedCondition },
  building: TreeBuilding,
): readonly ConditionNode[] {
  const entering = nodeOf(enter, 'enter', building);
  const staying: ConditionNode = {
    role: 'stay',
    connective: { kind: 'any' },
    span: enter.span,
    truth: undefined,
    operands: [],
    children: [entering, beforeNode(segment, enter.span, building)],
  };
  return [staying, exceptNode(leave, 'leave', building)];
}

/** A member after the last committed refresh. */
function beforeNode(segment: CheckedSegment, span: Span, building: TreeBuilding): ConditionNode {
  const { scope, columns } = building;
  const reference = { scope: 0, hops: [], entity: segment.object };
  const row = rowAt(placeOf(reference, scope), scope);
  const before: Predicate = hasMembership(segment)
    ? {
        kind: 'member',
        row,
        segment: segment.name,
        before: true,
        negated: false,
        whenMissing: false,
      }
    : { kind: 'constant', value: false };
  return {
    role: 'stay',
    connective: { kind: 'leaf', what: 'member_before' },
    span,
    truth: columns.truth(before),
    operands: [],
    children: [],
  };
}

function exceptNode(
  condition: CheckedCondition,
  role: 'except' | 'leave',
  building: TreeBuilding,
): ConditionNode {
  return {
    role,
    connective: { kind: 'not' },
    span: condition.span,
    truth: undefined,
    operands: [],
    children: [nodeOf(condition, 'part', building)],
  };
}

/** Where the object stands among those that are left, and what it is ranked by. */
function takeNode(
  segment: CheckedSegment,
  take: CheckedTake,
  building: TreeBuilding,
): ConditionNode {
  const { scope, columns } = building;
  return {
    role: 'take',
    connective: { kind: 'leaf', what: 'take' },
    span: take.span,
    truth: columns.truth(lowerBody(segment, scope)),
    operands: [
      operandOf(take.value, 'value', building),
      ...take.groups.map((group) => operandOf(group, 'inside', building)),
      ...rankOperands(segment, take, building),
    ],
    children: [],
  };
}

/** Its place, the best of those with an equal value, and how many are ranked with it. */
function rankOperands(
  segment: CheckedSegment,
  take: CheckedTake,
  building: TreeBuilding,
): readonly Operand[] {
  const { scope } = building;
  const inside = { ...topScope(scope.lowering, segment.object), parameters: scope.parameters };
  const among = lowerLeft(segment, inside);
  const groups = take.groups.map((group) => lowerValue(group, inside));
  const value = lowerValue(take.value, inside);
  const isTop = take.direction === 'top';
  const population = { kind: 'population', anchor: segment.object, among, groups } as const;
  const row = rowAt(placeOf({ scope: 0, hops: [], entity: segment.object }, scope), scope);
  const shown = (
    ranked: Value,
    measure: 'rank' | 'peer_count',
    role: 'place' | 'rows',
  ): Operand => {
    const feature = scope.lowering.interner.intern({
      ...population,
      value: ranked,
      measure: { kind: measure },
    });
    const type = { kind: 'int' } as const;
    const found: Value = { kind: 'feature', row, feature, type, empty: 'missing' };
    return shownValue(role, take.span, found, building);
  };
  const { kind } = take.value.type;
  const isTime = kind === 'date' || kind === 'timestamp';
  const number = shown(value, 'peer_count', 'rows');
  // A rank is from the highest value on; times cannot be turned around.
  if (!isTop && isTime) return [number];
  const ranked: Value = isTop ? value : { kind: 'negate', operand: value, type: take.value.type };
  return [shown(ranked, 'rank', 'place'), number];
}

function nodeOf(
  condition: CheckedCondition,
  role: NodeRole,
  building: TreeBuilding,
): ConditionNode {
  building.budget.nodes -= 1;
  if (condition.kind === 'in_segment') return referenceNode(condition, role, building);
  const [only, ...others] = condition.kind === 'all' ? condition.conditions : [];
  if (only !== undefined && others.length === 0) return nodeOf(only, role, building);
  if (isComposite(condition)) return compositeNode(condition, role, building);
  return {
    role,
    span: condition.span,
    connective: {
      kind: 'leaf',
      what: condition.kind,
      ...(condition.kind === 'compare' ? { operator: condition.operator } : {}),
    },
    truth: building.columns.truth(truthOf(condition, building)),
    operands: operandsOf(condition, building),
    children: [],
  };
}

type CompositeCondition = Extract<CheckedCondition, { kind: Composite }>;

function isComposite(condition: CheckedCondition): condition is CompositeCondition {
  return composites.some((kind) => kind === condition.kind);
}

/** Its truth follows from that of its parts. */
function compositeNode(
  condition: CompositeCondition,
  role: NodeRole,
  building: TreeBuilding,
): ConditionNode {
  const part = (one: CheckedCondition): ConditionNode => nodeOf(one, 'part', building);
  const truth = building.everyTruth
    ? building.columns.truth(truthOf(condition, building))
    : undefined;
  const composite = { role, span: condition.span, truth, operands: [] };
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'none': {
      const { kind, conditions } = condition;
      return { ...composite, connective: { kind }, children: conditions.map(part) };
    }
    case 'not':
      return { ...composite, connective: { kind: 'not' }, children: [part(condition.condition)] };
    case 'count_of': {
      const { kind, comparison, conditions } = condition;
      const amount = operandOf(condition.amount, 'threshold', building);
      const connective = { kind, comparison, amount } as const;
      return { ...composite, connective, children: conditions.map(part) };
    }
    default:
      return assertNever(condition);
  }
}

function truthOf(condition: CheckedCondition, { scope }: Building): Predicate {
  return scope.lowering.parts.condition(condition, scope, false);
}

type InSegment = Extract<CheckedCondition, { kind: 'in_segment' }>;

function referenceNode(
  reference: InSegment,
  role: NodeRole,
  building: TreeBuilding,
): ConditionNode {
  const { scope, columns, budget } = building;
  const { segment: name, row, negated, span, missing } = reference;
  const segment = must(scope.lowering.segments.get(name), `segment ${name}`);
  const inside = { ...building, scope: inlineScope(segment, reference, scope) };
  return {
    role,
    span,
    connective: {
      kind: 'reference',
      segment: name,
      negated,
      acceptsMissing: missing === 'or_missing',
      related: keyOperand(row, span, building),
      isLookedUp: hasMembership(segment) && reference.args.length === 0,
      args: reference.args.map((arg) => ({
        name: arg.name,
        value: operandOf(arg.value, 'inside', building),
      })),
    },
    truth: columns.truth(truthOf(reference, building)),
    operands: [],
    children: budget.nodes > 0 ? linesOf(segment, inside) : [],
  };
}
