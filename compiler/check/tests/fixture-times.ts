// Times of fields: written out, or counted from the instant of the step.
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { FixtureValueSyntax } from '../../syntax/test-ast.ts';
import type { CheckedValue } from '../checked.ts';
import { requireComparable } from '../comparing.ts';
import { checkLiteral } from '../values/literal.ts';
import {
  dayUnits,
  type Instant,
  instantFrom,
  instantText,
  localDay,
  moveDay,
  moveInstant,
  startOfDay,
  type TimeStep,
  stepsOf,
} from './instants.ts';
import type { Target, Testing } from './testing.ts';

export type TimeValueSyntax = Extract<
  FixtureValueSyntax,
  { kind: 'now' | 'today' | 'relative_time' | 'date' | 'timestamp' }
>;

export function isTimeValue(value: FixtureValueSyntax): value is TimeValueSyntax {
  return ['now', 'today', 'relative_time', 'date', 'timestamp'].includes(value.kind);
}

/** As it is stored. */
export function readTimestamp(
  value: TimeValueSyntax,
  target: Pick<Target, 'zone' | 'now'>,
  testing: Testing,
): string | undefined {
  const instant = readInstant(value, target.now, testing);
  return instant && instantText(instant, target.zone);
}

/** A day is its first instant in the project's zone. */
export function readInstant(
  value: TimeValueSyntax,
  now: Instant,
  testing: Testing,
): Instant | undefined {
  const { timezone } = testing.table.project;
  switch (value.kind) {
    case 'now':
      return now;
    case 'today':
      return startOfDay(localDay(now, timezone).toString(), timezone);
    case 'relative_time': {
      const steps = relativeSteps(value, testing);
      const moved = steps && moveInstant(now, steps, timezone);
      if (steps !== undefined && moved === undefined) reportRange(value, testing);
      return moved;
    }
    case 'date': {
      const day = literalText(checkLiteral(value, testing.checking));
      return day === undefined ? undefined : startOfDay(day, timezone);
    }
    case 'timestamp': {
      const text = literalText(checkLiteral(value, testing.checking));
      return text === undefined ? undefined : instantFrom(text);
    }
  }
}

function literalText(value: CheckedValue): string | undefined {
  if (value.kind !== 'literal' || value.type.kind === 'unknown') return undefined;
  return String(value.value);
}

/** `2025-11-01` */
export function readDate(
  value: TimeValueSyntax,
  target: Pick<Target, 'type' | 'now' | 'field'>,
  testing: Testing,
): string | undefined {
  const { checking, table } = testing;
  const today = localDay(target.now, table.project.timezone);
  switch (value.kind) {
    case 'today':
      return today.toString();
    case 'now': {
      const problem = `\`${target.field}\` is a date, which has no time of day`;
      const fixes = [{ title: 'write `today`', span: value.span, text: 'today' }];
      const args = { problem, help: 'Write `today`.' };
      checking.report(catalogue.tests.badTime, value.span, args, { fixes });
      return undefined;
    }
    case 'relative_time': {
      const steps = relativeSteps(value, testing);
      if (steps === undefined || !areDays(value, steps, target.field, testing)) return undefined;
      const moved = moveDay(today, steps);
      if (moved === undefined) reportRange(value, testing);
      return moved?.toString();
    }
    case 'date':
      return literalText(checkLiteral(value, checking));
    case 'timestamp': {
      const literal = checkLiteral(value, checking);
      const declared: CheckedValue = { ...literal, kind: 'now', type: target.type };
      requireComparable(declared, literal, value.span, checking);
      return undefined;
    }
  }
}

function relativeSteps(
  { parts, direction, span }: Extract<TimeValueSyntax, { kind: 'relative_time' }>,
  { checking }: Testing,
): readonly TimeStep[] | undefined {
  const steps = stepsOf(parts, direction === 'ago' ? -1 : 1);
  if (steps === undefined) {
    const problem = 'lengths of time are whole numbers of units, at most 1,000,000';
    const help = 'Write smaller units: `36 hours ago` in place of `1.5 days ago`.';
    checking.report(catalogue.tests.badTime, span, { problem, help });
  }
  return steps;
}

function areDays(
  { span }: TimeValueSyntax,
  steps: readonly TimeStep[],
  field: string,
  { checking }: Testing,
): boolean {
  const short = steps.find(({ unit }) => !dayUnits.includes(unit));
  if (short === undefined) return true;
  const problem = `\`${field}\` is a date, and ${short.unit}s are shorter than a day`;
  checking.report(catalogue.tests.badTime, span, {
    problem,
    help: 'Count days, weeks, months or years.',
  });
  return false;
}

function reportRange({ span }: TimeValueSyntax, { checking }: Testing): void {
  const problem = 'this time lies outside of the years 1 to 9999';
  checking.report(catalogue.tests.badTime, span, {
    problem,
    help: 'Choose a time closer to `now`.',
  });
}
