// The reference interpreter: conditions by their kind. Always true or false (docs/language.md, "Missing values").
import type { CheckedCondition } from '../../compiler/check/checked.ts';
import type { CountSyntax } from '../../compiler/syntax/expression-ast.ts';
import { recursIn } from './anniversaries.ts';
import { rowsOf } from './collections.ts';
import {
  arraysMeet,
  hasItems,
  isCompared,
  isInRange,
  isInSet,
  isTextMatch,
  settled,
} from './comparisons.ts';
import { consentsTo, isConsentState } from './consents.ts';
import { type MaybeDatum, timeOf } from './datum.ts';
import { isAtDistance, isAtMoment } from './distances.ts';
import { type Environment, inScope, type Interpreter } from './environment.ts';
import { isInList, isTagged } from './lists-and-tags.ts';
import { wasMember } from './membership-history.ts';
import { isInSample } from './samples.ts';
import { happened } from './sequences.ts';
import { isBeside, isWithin, wholeNumber } from './windows.ts';

type ConditionKind = CheckedCondition['kind'];
type Kind<K extends ConditionKind> = Extract<CheckedCondition, { kind: K }>;

type ByKind = { readonly [K in ConditionKind]: Kind<K> };

type Handlers = {
  readonly [K in ConditionKind]: (
    interpreter: Interpreter,
    condition: ByKind[K],
    environment: Environment,
  ) => boolean;
};

const handlers: Handlers = {
  constant: (_interpreter, { value }) => value,
  all: (interpreter, { conditions }, environment) =>
    conditions.every((one) => interpreter.holds(one, environment)),
  any: (interpreter, { conditions }, environment) =>
    conditions.some((one) => interpreter.holds(one, environment)),
  none: (interpreter, { conditions }, environment) =>
    !conditions.some((one) => interpreter.holds(one, environment)),
  not: (interpreter, { condition }, environment) => !interpreter.holds(condition, environment),
  count_of: countOf,
  truth: (interpreter, { value }, environment) => isTrue(interpreter.value(value, environment)),
  is_missing: (interpreter, { subject, known }, environment) =>
    (interpreter.value(subject, environment) !== undefined) === known,
  compare: isCompared,
  in_set: isInSet,
  in_range: isInRange,
  text_match: isTextMatch,
  array_has: hasItems,
  arrays_meet: arraysMeet,
  in_window: (interpreter, condition, environment) =>
    settled(inWindow(interpreter, condition, environment), condition.negated, condition.missing),
  distance: (interpreter, condition, environment) =>
    settled(isAtDistance(interpreter, condition, environment), false, condition.missing),
  moment: (interpreter, condition, environment) =>
    settled(isAtMoment(interpreter, condition, environment), false, condition.missing),
  anniversary: (interpreter, { occurs }, environment) => {
    const negated = occurs.kind === 'in_window' && occurs.negated;
    return settled(recursIn(interpreter, occurs, environment), negated, occurs.missing);
  },
  exists: (interpreter, condition, environment) =>
    exists(interpreter, condition, environment) !== condition.negated,
  all_have: allHave,
  sequence: (interpreter, { steps, negated }, environment) =>
    happened(interpreter, steps, environment) !== negated,
  in_segment: isMember,
  membership_history: wasMember,
  in_list: isInList,
  tagged: isTagged,
  in_sample: isInSample,
  consents: consentsTo,
  consent_is: isConsentState,
};

export function conditionHolds(
  interpreter: Interpreter,
  condition: CheckedCondition,
  environment: Environment,
): boolean {
  return handle(interpreter, condition.kind, condition, environment);
}

/** Calls the handler of the kind. */
function handle<K extends ConditionKind>(
  interpreter: Interpreter,
  kind: K,
  condition: ByKind[K],
  environment: Environment,
): boolean {
  return handlers[kind](interpreter, condition, environment);
}

function countOf(
  interpreter: Interpreter,
  { conditions, comparison, amount }: Kind<'count_of'>,
  environment: Environment,
): boolean {
  const found = conditions.filter((one) => interpreter.holds(one, environment)).length;
  return isCount(found, comparison, wholeNumber(interpreter, amount, environment));
}

/** At least one row, and every row satisfies it. */
function allHave(
  interpreter: Interpreter,
  { collection, predicate }: Kind<'all_have'>,
  environment: Environment,
): boolean {
  const rows = rowsOf(interpreter, collection, environment);
  return (
    rows.length > 0 &&
    rows.every((row) => interpreter.holds(predicate, inScope(environment, collection.scope, row)))
  );
}

function inWindow(
  interpreter: Interpreter,
  { subject, form, side }: Kind<'in_window'>,
  environment: Environment,
): boolean | undefined {
  const known = interpreter.value(subject, environment);
  if (known === undefined) return undefined;
  return side === undefined
    ? isWithin(interpreter, timeOf(known), form, environment)
    : isBeside(interpreter, timeOf(known), form, side, environment);
}

function isTrue(value: MaybeDatum): boolean {
  return value?.kind === 'bool' && value.value;
}

function exists(
  interpreter: Interpreter,
  { collection, count }: Kind<'exists'>,
  environment: Environment,
): boolean {
  const found = rowsOf(interpreter, collection, environment).length;
  if (count === undefined) return found > 0;
  const amount = wholeNumber(interpreter, count.amount, environment);
  return isCount(found, count.comparison, amount);
}

/** docs/language.md, "Events and related objects", Counts. */
function isCount(found: number, comparison: CountSyntax['comparison'], amount: number): boolean {
  switch (comparison) {
    case 'more_than':
      return found > amount;
    case 'less_than':
      return found < amount;
    case 'at_least':
      return found >= amount;
    case 'at_most':
      return found <= amount;
    case 'exactly':
      return found === amount;
  }
}

/** "Other segments": the related object is a member; a missing one is not. */
function isMember(
  interpreter: Interpreter,
  { row: reference, segment, args, negated, missing }: Kind<'in_segment'>,
  environment: Environment,
): boolean {
  const row = interpreter.reach(reference, environment);
  if (row === undefined) return settled(undefined, negated, missing);
  const parameters = new Map(
    args.map(({ name, value }) => [name, interpreter.value(value, environment)] as const),
  );
  const members = interpreter.members(segment, parameters);
  return settled(members.has(interpreter.database.keyOf(row)), negated, missing);
}
