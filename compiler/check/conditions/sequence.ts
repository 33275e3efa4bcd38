// `did sequence [window] { steps }`: the rows of each step, which later steps may name, and how far apart they may be.
import type { SequenceSyntax, StepSyntax, StepLimitSyntax } from '../../syntax/expression-ast.ts';
import type { CheckedCondition, CheckedStep, CheckedValue, WindowForm } from '../checked.ts';
import { type Checking, unknownCondition } from '../checking.ts';
import { checkStepCollection } from '../collections.ts';
import { checkAmount } from '../constants.ts';
import type { RowScope } from '../scope.ts';
import { checkWindowForm, defaultTime, unitFits } from '../windows.ts';

/** A step whose rows are known; what it says of time waits for the times of the others. */
interface OpenStep {
  readonly syntax: StepSyntax;
  readonly collection: CheckedStep['collection'];
  readonly time: CheckedValue;
}

export function checkSequence(
  syntax: SequenceSyntax,
  scope: RowScope,
  checking: Checking,
): CheckedCondition {
  const { negated, span } = syntax;
  const windows = windowsOf(syntax, checking);
  const open = openSteps(syntax, scope, windows, checking);
  if (open === undefined) return unknownCondition(span);
  const isDates = open.every(({ time }) => time.type.kind === 'date');
  const steps: CheckedStep[] = [];
  for (const { syntax: step, collection, time } of open) {
    const within =
      step.within === undefined ? undefined : checkLimit(step.within, isDates, scope, checking);
    if (step.within !== undefined && within === undefined) return unknownCondition(span);
    steps.push({ absent: step.absent, pin: step.pin, collection, time, within });
  }
  return { kind: 'sequence', negated, steps, span };
}

type Windows = (time: CheckedValue, rows: RowScope) => WindowForm | undefined;

/** The sequence's window, checked once against dates and once against timestamps; after a fault no more. */
function windowsOf({ window }: SequenceSyntax, checking: Checking): Windows {
  const known = new Map<string, WindowForm | undefined>();
  return ({ type }, rows) => {
    if (window === undefined || [...known.values()].includes(undefined)) return undefined;
    const form = known.get(type.kind) ?? checkWindowForm(window, type, rows, window.span, checking);
    known.set(type.kind, form);
    return form;
  };
}

/** Undefined when something was reported. A broken step ends it: later ones may speak of its rows. */
function openSteps(
  syntax: SequenceSyntax,
  outside: RowScope,
  windows: Windows,
  checking: Checking,
): readonly OpenStep[] | undefined {
  const steps: OpenStep[] = [];
  let before = outside;
  for (const [index, step] of syntax.steps.entries()) {
    if (step.kind === 'broken') {
      checking.fail();
      return undefined;
    }
    const place = { outside, before, depth: outside.depth + 1 + index };
    const { checked, rows } = checkStepCollection(step.collection, place, checking);
    const { span } = step.collection.path;
    const time = checked === undefined ? undefined : defaultTime(rows, span, checking, false);
    if (checked !== undefined && time !== undefined) {
      const collection = { ...checked, window: windowOf(syntax, step, time, rows, windows) };
      steps.push({ syntax: step, collection, time });
    }
    if (!step.absent) before = rows;
  }
  return steps.length === syntax.steps.length ? steps : undefined;
}

function windowOf(
  { window }: SequenceSyntax,
  step: StepSyntax,
  time: CheckedValue,
  rows: RowScope,
  windows: Windows,
): CheckedStep['collection']['window'] {
  if (window === undefined || step.absent) return undefined;
  const form = windows(time, rows);
  return form && { time, form, span: window.span };
}

function checkLimit(
  syntax: StepLimitSyntax,
  isDates: boolean,
  scope: RowScope,
  checking: Checking,
): CheckedStep['within'] {
  const amount = checkAmount(syntax.amount, scope, 1, checking);
  const type = { kind: isDates ? 'date' : 'timestamp' } as const;
  const fits = unitFits(syntax.unit, type, syntax.span, checking);
  return fits && amount.type.kind !== 'unknown' ? { amount, unit: syntax.unit } : undefined;
}
