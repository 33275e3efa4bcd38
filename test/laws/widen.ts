// Test support: the same condition over a longer window or distance, and whether that can only add objects or only remove them.
import type {
  CheckedCollection,
  CheckedCondition,
  CheckedValue,
  WindowForm,
} from '../../compiler/check/checked.ts';
import { number } from './rewrite.ts';

export interface Widened {
  readonly condition: CheckedCondition;
  /** Objects are added; otherwise removed. */
  readonly grows: boolean;
}

function longer(amount: CheckedValue): CheckedValue | undefined {
  if (amount.kind !== 'literal' || typeof amount.value !== 'string') return undefined;
  return number(Math.ceil(Number(amount.value) * 1.5) + 1, amount.span);
}

function longerForm(form: WindowForm): WindowForm | undefined {
  switch (form.kind) {
    case 'rolling': {
      const amount = longer(form.amount);
      return amount && { ...form, amount };
    }
    case 'calendar': {
      const amount = form.which === 'this' ? undefined : longer(form.amount);
      return amount && { ...form, amount };
    }
    case 'between_ago':
    case 'between_from_now': {
      const far = longer(form.far);
      return far && { ...form, far };
    }
    case 'since':
    case 'from':
      return undefined;
  }
}

function longerCollection(collection: CheckedCollection): CheckedCollection | undefined {
  const { window } = collection;
  const form = window && longerForm(window.form);
  return window && form && { ...collection, window: { ...window, form } };
}

/** Undefined when there is nothing to widen, or no telling what it does. */
export function widened(node: CheckedCondition): Widened | undefined {
  if (node.kind === 'exists') return widenedRows(node);
  if (node.kind === 'compare') return widenedCount(node);
  if (node.kind === 'sequence') return widenedSequence(node);
  if (node.kind === 'in_window') {
    const form = node.side === undefined ? longerForm(node.form) : undefined;
    return form && { condition: { ...node, form }, grows: !node.negated };
  }
  if (node.kind !== 'distance') return undefined;
  const amount = longer(node.amount);
  const grows = node.comparison === 'less_than' || node.comparison === 'at_most';
  return amount && { condition: { ...node, amount }, grows };
}

function widenedRows(node: Extract<CheckedCondition, { kind: 'exists' }>): Widened | undefined {
  const collection = longerCollection(node.collection);
  const comparison = node.count?.comparison ?? 'at_least';
  if (collection === undefined || comparison === 'exactly') return undefined;
  const more = comparison === 'at_least' || comparison === 'more_than';
  return { condition: { ...node, collection }, grows: more !== node.negated };
}

/** A pin chooses among the rows of the window, so that a longer one can take objects away. */
function widenedSequence(
  node: Extract<CheckedCondition, { kind: 'sequence' }>,
): Widened | undefined {
  if (node.steps.some(({ pin }) => pin !== undefined)) return undefined;
  const steps = node.steps.map((step) => {
    const collection = longerCollection(step.collection);
    return collection === undefined ? step : { ...step, collection };
  });
  const grows = !node.negated;
  return steps.some((step, index) => step !== node.steps[index])
    ? { condition: { ...node, steps }, grows }
    : undefined;
}

/** More rows are more: `count(x in …)` and numbers of periods against something that stays. */
function widenedCount(node: Extract<CheckedCondition, { kind: 'compare' }>): Widened | undefined {
  const { left, right, operator } = node;
  if (right.kind !== 'literal' || operator === '=' || operator === '!=') return undefined;
  if (left.kind !== 'aggregate' && left.kind !== 'count_periods') return undefined;
  const counts =
    left.kind === 'aggregate'
      ? left.function === 'count' || left.function === 'count_distinct'
      : left.having === undefined;
  const collection = counts ? longerCollection(left.collection) : undefined;
  if (collection === undefined) return undefined;
  const grows = operator === '>' || operator === '>=';
  return { condition: { ...node, left: { ...left, collection } }, grows };
}
