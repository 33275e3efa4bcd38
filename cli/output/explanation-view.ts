// Why an object is in a segment or not, for programs: the whole tree, every node with its text, place, truth and values.
import { describeType } from '../../compiler/check/describe-type.ts';
import { conditionFacts, type Describing } from '../../compiler/explain/condition-facts.ts';
import { conditionText } from '../../compiler/explain/condition-text.ts';
import { decidingConditions } from '../../compiler/explain/deciding-conditions.ts';
import type {
  ExplainedCondition,
  ExplainedOperand,
} from '../../compiler/explain/explained-condition.ts';
import { nearestCondition } from '../../compiler/explain/nearest-condition.ts';
import { turningConditions } from '../../compiler/explain/turning-conditions.ts';
import type { OperationalPlace } from '../../compiler/operational-error.ts';
import type { MemberExplanation } from '../../runtime/explain/explain-member.ts';
import type { PlaceOfSpan } from '../../runtime/source-places.ts';

export interface Viewing extends Describing {
  readonly placeOf: PlaceOfSpan;
}

/** JSON-safe. */
export function explanationView(explanation: MemberExplanation, viewing: Viewing): object {
  const { tree, treeThen, now, nextChange, ...rest } = explanation;
  const nearest = nearestCondition(tree, now);
  const brief = (condition: ExplainedCondition): unknown => briefView(condition, viewing);
  return {
    ...rest,
    now,
    deciding: decidingConditions(tree).map(brief),
    nearest: nearest && {
      ...briefOf(nearest.condition, viewing),
      value: nearest.value.value,
      threshold: nearest.threshold?.value,
      distance: Number(nearest.distance.toFixed(6)),
    },
    nextChange: {
      ...nextChange,
      because: treeThen === undefined ? [] : turningConditions(tree, treeThen).map(brief),
    },
    tree: nodeView(tree, viewing),
  };
}

function briefOf(condition: ExplainedCondition, viewing: Viewing): Brief {
  return {
    text: conditionText(condition, viewing.textOf),
    ...viewing.placeOf(condition.span),
    truth: condition.truth,
  };
}

interface Brief extends OperationalPlace {
  readonly text: string;
  readonly truth: boolean;
}

function briefView(condition: ExplainedCondition, viewing: Viewing): unknown {
  return { ...briefOf(condition, viewing), facts: conditionFacts(condition, viewing) };
}

function nodeView(condition: ExplainedCondition, viewing: Viewing): unknown {
  const { role, connective, operands, children } = condition;
  return {
    role,
    kind: connective.kind === 'leaf' ? connective.what : connective.kind,
    ...briefOf(condition, viewing),
    ...(connective.kind === 'reference'
      ? { segment: connective.segment, lookedUp: connective.isLookedUp }
      : {}),
    facts: conditionFacts(condition, viewing),
    values: operands.map((operand) => operandView(operand, viewing)),
    conditions: children.map((child) => nodeView(child, viewing)),
  };
}

function operandView(operand: ExplainedOperand, viewing: Viewing): unknown {
  const { role, type, label, value, inclusive, span, parts } = operand;
  return {
    role,
    label,
    type: describeType(type),
    value,
    ...(inclusive === undefined ? {} : { inclusive }),
    ...viewing.placeOf(span),
    ...(parts.length === 0 ? {} : { from: parts.map((part) => operandView(part, viewing)) }),
  };
}
