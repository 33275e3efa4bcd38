// One test: the segment and its arguments, the instants of its steps, their rows and what they expect.
import { Temporal } from 'temporal-polyfill';
import { catalogue } from '../../diagnostics/catalogue.ts';
import type { ExpressionSyntax } from '../../syntax/expression-ast.ts';
import type { TestPartSyntax, TestSyntax, ThenTimeSyntax } from '../../syntax/test-ast.ts';
import type { CheckedValue } from '../checked.ts';
import type { CheckedTest, TestStep } from '../checked-tests.ts';
import { checkArguments } from '../conditions/membership.ts';
import type { SegmentHead } from '../model-table.ts';
import { outermostRow } from '../scope.ts';
import { literal } from '../values/literal.ts';
import { type Building, mostRows } from './drafts.ts';
import { expectationsOf } from './expectations.ts';
import { finishRows } from './finish-rows.ts';
import { addInline, addObject } from './fixture-rows.ts';
import { isTimeValue, readInstant } from './fixture-times.ts';
import { type Instant, instantFrom, moveInstant, stepsOf } from './instants.ts';
import { orderChanges } from './membership-changes.ts';
import { keyOfObject } from './object-fields.ts';
import type { Testing, World } from './testing.ts';
import { worldAfter } from './world.ts';

/** Stands in for the `now` of a test that does not say it. */
export const someInstant: Instant = instantFrom('2000-01-01T00:00:00Z');

/** `parts` with those of the fixtures it uses. Whether it is sound, `testing.checking` knows. */
export function checkTest(
  syntax: TestSyntax,
  parts: readonly TestPartSyntax[],
  head: SegmentHead,
  testing: Testing,
): CheckedTest {
  const object = head.object === undefined ? undefined : testing.table.entities.get(head.object);
  const firstNow = nowOf(syntax, testing);
  const steps: TestStep[] = [];
  let now = firstNow ?? someInstant;
  let world: World = new Map();
  let known: World = world;
  let rows = 0;
  for (const step of stepsIn(syntax, parts)) {
    now = step.when === undefined ? now : laterInstant(step.when, now, testing);
    world = worldAfter(world, step.parts, now, testing);
    known = new Map([...known, ...world]);
    const isFirst = step.when === undefined;
    const { isFull, ...built } = rowsOf(
      world,
      known,
      now,
      isFirst,
      firstNow ?? someInstant,
      testing,
    );
    const expectations = expectationsOf(step.parts, object, known, testing);
    steps.push({ now: now.toString(), ...built, expectations, span: step.span });
    rows += built.rows.length;
    if (rows > mostRows || isFull) {
      const place = step.when?.span ?? syntax.title.span;
      if (!isFull) testing.checking.report(catalogue.tests.tooManyRows, place, { limit: mostRows });
      break;
    }
  }
  const isExpected = steps.some(({ expectations }) => expectations.length > 0);
  if (!isExpected && !testing.incomplete && !testing.checking.findings.faulty) {
    testing.checking.report(catalogue.tests.expectsNothing, syntax.title.span, {});
  }
  const args = checkArguments(
    head,
    { segment: syntax.of, args: syntax.args },
    (value) => argumentOf(value, known, testing),
    testing.checking,
  );
  return { name: syntax.title.value, segment: head.name, args, steps, span: syntax.span };
}

interface StepSyntax {
  /** Undefined for the first. */
  readonly when: ThenTimeSyntax | undefined;
  readonly parts: readonly TestPartSyntax[];
  readonly span: TestSyntax['span'];
}

function stepsIn({ span }: TestSyntax, parts: readonly TestPartSyntax[]): readonly StepSyntax[] {
  const first = { when: undefined, parts: parts.filter(({ kind }) => kind !== 'then_step'), span };
  const later = parts.flatMap((part) =>
    part.kind === 'then_step' ? [{ when: part.when, parts: part.parts, span: part.span }] : [],
  );
  return [first, ...later];
}

function nowOf({ parts, title }: TestSyntax, testing: Testing): Instant | undefined {
  const { checking } = testing;
  const [first, second] = parts.filter((part) => part.kind === 'test_now');
  if (second !== undefined) {
    const args = { what: 'setting', name: '`now`' };
    checking.report(catalogue.names.repeated, second.span, args);
  }
  if (first === undefined) {
    if (testing.incomplete) checking.fail();
    else checking.report(catalogue.tests.testWithoutNow, title.span, {});
    return undefined;
  }
  const { value } = first;
  if (value.kind === 'timestamp' || value.kind === 'date') {
    return readInstant(value, someInstant, testing);
  }
  const problem = '`now` is an instant that is written out';
  const help = 'Write it like `now: 2025-11-01T09:00:00Z`.';
  checking.report(catalogue.tests.badTime, value.span, { problem, help });
  return undefined;
}

function laterInstant(when: ThenTimeSyntax, before: Instant, testing: Testing): Instant {
  const at = instantOf(when, before, testing);
  if (at === undefined) {
    testing.checking.fail();
    return before;
  }
  if (Temporal.Instant.compare(at, before) > 0) return at;
  const args = { at: at.toString(), before: before.toString() };
  testing.checking.report(catalogue.tests.stepNotLater, when.span, args);
  return before;
}

function instantOf(
  { at, later, span }: ThenTimeSyntax,
  before: Instant,
  testing: Testing,
): Instant | undefined {
  if (at !== undefined && isTimeValue(at)) return readInstant(at, before, testing);
  const steps = at === undefined ? stepsOf(later, 1) : undefined;
  const moved = steps && moveInstant(before, steps, testing.table.project.timezone);
  if (moved === undefined) {
    const problem = 'this is no time of a step';
    const help = 'Write `then at 2025-12-01T09:00:00Z`, or whole units as in `then 30 days later`.';
    testing.checking.report(catalogue.tests.badTime, span, { problem, help });
  }
  return moved;
}

/** The rows of all objects, and the memberships that earlier refreshes left. */
export function rowsOf(
  world: World,
  known: World,
  now: Instant,
  isFirst: boolean,
  firstNow: Instant,
  testing: Testing,
): Pick<TestStep, 'rows' | 'history'> & Pick<Building, 'isFull'> {
  const building: Building = {
    testing,
    known,
    isFirst,
    firstNow,
    drafts: [],
    isFull: false,
    claims: [],
    changes: [],
    inline: (entity, row, place) => addInline(entity, row, place, building),
  };
  for (const object of world.values()) addObject(object, now, building);
  const rows = finishRows(building);
  const history = orderChanges(building).map(({ segment, key, change, at }) => ({
    segment,
    key,
    change,
    at,
  }));
  return { rows, history, isFull: building.isFull };
}

/** A constant, or the key of an object of the test. */
function argumentOf(value: ExpressionSyntax, known: World, testing: Testing): CheckedValue {
  const [name, more] = value.kind === 'path' ? value.parts : [];
  const found = name === undefined || more !== undefined ? undefined : known.get(name.text);
  const key = found && keyOfObject(found, testing);
  if (found === undefined || key === undefined) {
    return testing.checking.value(value, outermostRow(undefined));
  }
  return literal(key, { kind: 'id', of: found.entity.id }, value.span);
}
