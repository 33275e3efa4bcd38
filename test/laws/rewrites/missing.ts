// Test support: laws of missing values and of negated comparisons, and of sets and ranges as comparisons.
import type { CheckedCondition, CheckedValue } from '../../../compiler/check/checked.ts';
import { all, any, isMissing, not, ofConditions, type Rewrite } from '../rewrite.ts';

type Of<K extends CheckedCondition['kind']> = Extract<CheckedCondition, { kind: K }>;

/** Conditions that say what a missing operand makes of them, without the references over rows. */
type Missable = Of<
  | 'compare'
  | 'in_set'
  | 'in_range'
  | 'text_match'
  | 'array_has'
  | 'in_window'
  | 'distance'
  | 'moment'
>;

const missableKinds: Readonly<Record<Missable['kind'], true>> = {
  compare: true,
  in_set: true,
  in_range: true,
  text_match: true,
  array_has: true,
  in_window: true,
  distance: true,
  moment: true,
};

function isMissable(node: CheckedCondition): node is Missable {
  return node.kind in missableKinds;
}

/** What can be missing in it; undefined when that is more than its subject and constants. */
function operands(node: Missable): readonly CheckedValue[] | undefined {
  switch (node.kind) {
    case 'compare':
      return [node.left, node.right];
    case 'in_set':
    case 'array_has':
      return node.items.every(isConstant) ? [node.subject] : undefined;
    case 'in_range':
      return isConstant(node.low) && isConstant(node.high) ? [node.subject] : undefined;
    case 'text_match':
      return node.patterns.every(isConstant) ? [node.subject] : undefined;
    case 'in_window':
      return [node.subject];
    case 'distance':
      return [node.subject, ...(node.anchor === undefined ? [] : [node.anchor])];
    case 'moment':
      return [node.subject, node.moment];
  }
}

/** The negated form and what it negates. */
function positive(node: Missable): Missable | undefined {
  switch (node.kind) {
    case 'compare':
      return node.operator === '!=' ? { ...node, operator: '=', missing: 'false' } : undefined;
    case 'in_set':
    case 'in_range':
    case 'text_match':
    case 'array_has':
    case 'in_window':
      return node.negated ? { ...node, negated: false, missing: 'false' } : undefined;
    case 'distance':
    case 'moment':
      return undefined;
  }
}

export function isConstant(value: CheckedValue): boolean {
  return value.kind === 'literal';
}

export function compare(
  left: CheckedValue,
  operator: Of<'compare'>['operator'],
  right: CheckedValue,
  { missing, span }: Pick<Of<'compare'>, 'missing' | 'span'>,
): CheckedCondition {
  return { kind: 'compare', operator, left, right, missing, span };
}

function asComparisons(node: CheckedCondition): CheckedCondition {
  if (node.kind === 'in_set' && node.items.every(isConstant)) {
    const lines = node.items.map((item) =>
      compare(node.subject, node.negated ? '!=' : '=', item, node),
    );
    return node.negated ? all(lines, node.span) : any(lines, node.span);
  }
  if (node.kind === 'in_range' && isConstant(node.low) && isConstant(node.high)) {
    const { subject, low, high, negated, span } = node;
    return negated
      ? any([compare(subject, '<', low, node), compare(subject, '>', high, node)], span)
      : all([compare(subject, '>=', low, node), compare(subject, '<=', high, node)], span);
  }
  return node;
}

const mirrored = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
const split = { '<=': '<', '>=': '>' } as const;

function severally(node: CheckedCondition): CheckedCondition {
  const { span } = node;
  if (node.kind === 'text_match' && node.patterns.every(isConstant)) {
    const lines = node.patterns.map((one): CheckedCondition => ({ ...node, patterns: [one] }));
    return node.negated ? all(lines, span) : any(lines, span);
  }
  if (node.kind === 'tagged') {
    const lines = node.tags.map((one): CheckedCondition => ({ ...node, tags: [one] }));
    return node.quantifier === 'all' ? all(lines, span) : any(lines, span);
  }
  if (node.kind === 'in_list') {
    const lines = node.names.map((one) => ({ ...node, names: [one], negated: false }));
    const plain = node.quantifier === 'all' ? all(lines, span) : any(lines, span);
    return node.negated ? not(plain) : plain;
  }
  if (node.kind === 'array_has' && !node.negated && node.missing !== 'or_missing') {
    const lines = node.items.map((one): CheckedCondition => ({ ...node, items: [one] }));
    return node.quantifier === 'all' ? all(lines, span) : any(lines, span);
  }
  return node;
}

export const missingLaws: readonly Rewrite[] = [
  ofConditions('`or missing` = the condition, or an operand is missing', (node) => {
    const parts = isMissable(node) ? operands(node) : undefined;
    if (!isMissable(node) || node.missing !== 'or_missing' || parts === undefined) return node;
    return any([{ ...node, missing: 'false' }, ...parts.map((part) => isMissing(part))], node.span);
  }),
  ofConditions(
    'a negated comparison = its operands are known, and not the positive one',
    (node) => {
      if (!isMissable(node) || node.missing === 'or_missing') return node;
      const parts = operands(node);
      const plain = positive(node);
      if (parts === undefined || plain === undefined) return node;
      return all([not(plain), ...parts.map((part) => isMissing(part, true))], node.span);
    },
  ),
  ofConditions('a comparison holds for known operands only', (node) => {
    const parts = isMissable(node) && node.missing !== 'or_missing' ? operands(node) : undefined;
    if (parts === undefined) return node;
    return all([...parts.map((part) => isMissing(part, true)), node], node.span);
  }),
  ofConditions('sets and ranges are comparisons', asComparisons),
  ofConditions('a comparison read from the right', (node) =>
    node.kind === 'compare'
      ? { ...node, left: node.right, right: node.left, operator: mirrored[node.operator] }
      : node,
  ),
  ofConditions('<= is < or =', (node) => {
    if (node.kind !== 'compare') return node;
    const { left, right, operator } = node;
    if (operator !== '<=' && operator !== '>=') return node;
    return any(
      [compare(left, split[operator], right, node), compare(left, '=', right, node)],
      node.span,
    );
  }),
  ofConditions('known = not missing', (node) =>
    node.kind === 'is_missing' ? not({ ...node, known: !node.known }) : node,
  ),
  ofConditions('several patterns, tags, lists, elements are several conditions', severally),
];
