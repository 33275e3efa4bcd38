// Test support: laws of `and`, `or`, `not`, `none of` and `at least n of`: conditions are true or false, never unknown.
import type { CheckedCondition } from '../../../compiler/check/checked.ts';
import { all, any, constant, none, not, number, ofConditions, type Rewrite } from '../rewrite.ts';

type CountOf = Extract<CheckedCondition, { kind: 'count_of' }>;

type Group = Extract<CheckedCondition, { kind: 'all' | 'any' | 'none' }>;

function isGroup(node: CheckedCondition): node is Group {
  return node.kind === 'all' || node.kind === 'any' || node.kind === 'none';
}

function countOf(node: Group, comparison: CountOf['comparison'], amount: number): CheckedCondition {
  const { conditions, span } = node;
  return { kind: 'count_of', comparison, amount: number(amount, span), conditions, span };
}

const opposites: Partial<Record<CountOf['comparison'], CountOf['comparison']>> = {
  more_than: 'at_most',
  at_most: 'more_than',
  less_than: 'at_least',
  at_least: 'less_than',
};

export const booleanLaws: readonly Rewrite[] = [
  ofConditions('not not c = c', (node) => not(not(node))),
  ofConditions('none of { none of { c } } = c', (node) =>
    none([none([node], node.span)], node.span),
  ),
  ofConditions('De Morgan: all, any and none through one another', (node) => {
    if (!isGroup(node)) return node;
    const { span } = node;
    const negated = node.conditions.map(not);
    if (node.kind === 'none') return all(negated, span);
    return not(node.kind === 'all' ? any(negated, span) : all(negated, span));
  }),
  ofConditions('the order of lines does not matter', (node) =>
    isGroup(node) || node.kind === 'count_of'
      ? { ...node, conditions: node.conditions.toReversed() }
      : node,
  ),
  ofConditions('lines may be grouped', (node) => {
    if (node.kind !== 'all' && node.kind !== 'any') return node;
    const [first, ...rest] = node.conditions;
    if (first === undefined || rest.length === 0) return node;
    const group: CheckedCondition = { ...node, conditions: rest };
    return { ...node, conditions: [group, first] };
  }),
  ofConditions('a line said twice says nothing more', (node) =>
    node.kind === 'all' || node.kind === 'any'
      ? { ...node, conditions: [...node.conditions, ...node.conditions] }
      : node,
  ),
  ofConditions('all with true, any with false', (node) =>
    any([constant(false, node.span), all([node, constant(true, node.span)], node.span)], node.span),
  ),
  ofConditions('all, any, none are numbers of lines', (node) => {
    if (!isGroup(node)) return node;
    if (node.kind === 'all') return countOf(node, 'exactly', node.conditions.length);
    return countOf(node, node.kind === 'any' ? 'at_least' : 'less_than', 1);
  }),
  ofConditions('a number of lines and its opposite', (node) => {
    if (node.kind !== 'count_of') return node;
    const opposite = opposites[node.comparison];
    return opposite === undefined ? node : not({ ...node, comparison: opposite });
  }),
  ofConditions('c = case { when c then true else false }', (node) => {
    const { span } = node;
    const bool = { type: { kind: 'bool' }, nullable: false, span } as const;
    const branches = [
      { when: node, gives: { ...bool, kind: 'literal', value: true } as const },
    ] as const;
    const otherwise = { ...bool, kind: 'literal', value: false } as const;
    return { kind: 'truth', value: { ...bool, kind: 'case', branches, otherwise }, span };
  }),
];
