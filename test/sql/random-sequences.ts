// Test support: random event sequences, random rows for them, and an evaluator that tries every choice of rows. It knows
// nothing of the compiler: it follows the sentences of docs/language.md.
import * as fc from 'fast-check';

/** Times are hours before `now`, so that ties and exact boundaries are common; undefined is missing. */
export interface EventRow {
  readonly name: EventName;
  readonly contact: number;
  readonly hoursAgo: number | undefined;
  readonly item: string | undefined;
  readonly amount: number | undefined;
}

export interface Contact {
  readonly id: number;
  readonly limit: number | undefined;
  readonly company: number | undefined;
}

export interface World {
  readonly contacts: readonly Contact[];
  readonly events: readonly EventRow[];
}

const eventNames = ['view', 'cart', 'buy'] as const;
type EventName = (typeof eventNames)[number];

/** `of`: the number of an earlier present step. */
type Condition =
  | { readonly kind: 'amount'; readonly least: number }
  | { readonly kind: 'same_item' | 'not_same_item' | 'more'; readonly of: number }
  | { readonly kind: 'limit' };

export interface Step {
  readonly absent: boolean;
  readonly pin: 'first' | 'last' | undefined;
  readonly name: EventName;
  readonly within: number | undefined;
  readonly conditions: readonly Condition[];
}

export interface Sequence {
  readonly negated: boolean;
  /** `in last … hours` */
  readonly window: number | undefined;
  readonly steps: readonly Step[];
}

// ---------------------------------------------------------------- meaning

/** Whether the contact is a member. */
export function holds(sequence: Sequence, contact: Contact, world: World): boolean {
  const rows = world.events.filter((row) => row.contact === contact.id);
  return someChoice(sequence, contact, rows, []) !== sequence.negated;
}

/** `chosen`: a row for each of the first steps, undefined for those that are absent. */
function someChoice(
  sequence: Sequence,
  contact: Contact,
  rows: readonly EventRow[],
  chosen: readonly (EventRow | undefined)[],
): boolean {
  const step = sequence.steps[chosen.length];
  if (step === undefined) return absencesHold(sequence, contact, rows, chosen);
  if (step.absent) return someChoice(sequence, contact, rows, [...chosen, undefined]);
  const matching = matchingRows(sequence, step, contact, rows, chosen);
  const times = matching.map(timeOf);
  const pinned = step.pin === 'first' ? Math.min(...times) : Math.max(...times);
  const candidates =
    step.pin === undefined ? matching : matching.filter((row) => timeOf(row) === pinned);
  return candidates.some((row) => someChoice(sequence, contact, rows, [...chosen, row]));
}

/** Hours after now: negative in the past. */
function timeOf(row: EventRow): number {
  return -(row.hoursAgo ?? Number.NaN);
}

/** Rows that a present step may choose, before it is pinned. */
function matchingRows(
  { window }: Sequence,
  step: Step,
  contact: Contact,
  rows: readonly EventRow[],
  chosen: readonly (EventRow | undefined)[],
): readonly EventRow[] {
  const before = chosen.findLast((row) => row !== undefined);
  return rows.filter((row) => {
    const time = timeOf(row);
    if (Number.isNaN(time) || !satisfies(row, step, contact, chosen)) return false;
    if (window !== undefined && !(time >= -window && time < 0)) return false;
    if (before === undefined) return true;
    if (time <= timeOf(before)) return false;
    return step.within === undefined || time <= timeOf(before) + step.within;
  });
}

function satisfies(
  row: EventRow,
  { name, conditions }: Step,
  contact: Contact,
  chosen: readonly (EventRow | undefined)[],
): boolean {
  return (
    row.name === name &&
    conditions.every((condition) => {
      switch (condition.kind) {
        case 'amount':
          return row.amount !== undefined && row.amount >= condition.least;
        case 'limit':
          return (
            row.amount !== undefined && contact.limit !== undefined && row.amount >= contact.limit
          );
        case 'same_item':
        case 'not_same_item': {
          const other = chosen[condition.of]?.item;
          if (row.item === undefined || other === undefined) return false;
          return (row.item === other) === (condition.kind === 'same_item');
        }
        case 'more': {
          const other = chosen[condition.of]?.amount;
          return row.amount !== undefined && other !== undefined && row.amount > other;
        }
      }
    })
  );
}

/** Whether nothing stands where an absent step says so. */
function absencesHold(
  { steps }: Sequence,
  contact: Contact,
  rows: readonly EventRow[],
  chosen: readonly (EventRow | undefined)[],
): boolean {
  return steps.every((step, index) => {
    if (!step.absent) return true;
    const before = chosen.slice(0, index).findLast((row) => row !== undefined);
    const after = chosen.slice(index).find((row) => row !== undefined);
    const start = before === undefined ? Number.NaN : timeOf(before);
    const unwanted = rows.filter((row) => satisfies(row, step, contact, chosen)).map(timeOf);
    if (step.within !== undefined) {
      const end = start + step.within;
      return end <= 0 && !unwanted.some((time) => time > start && time <= end);
    }
    if (after !== undefined) {
      return !unwanted.some((time) => time > start && time < timeOf(after));
    }
    return !unwanted.some((time) => time > start && time <= 0);
  });
}

// ---------------------------------------------------------------- text

export function sequenceSource({ negated, window, steps }: Sequence): string {
  const head = `did ${negated ? 'not ' : ''}sequence${window === undefined ? '' : ` in last ${window} hours`}`;
  return `${head} {\n${steps.map(stepSource).join('\n')}\n}`;
}

function stepSource({ absent, pin, name, within, conditions }: Step, index: number): string {
  const words = [
    index > 0 ? 'then' : '',
    absent ? 'no' : (pin ?? ''),
    name,
    absent ? '' : `as s${index}`,
    within === undefined ? '' : `within ${within} hours`,
    conditions.length === 0 ? '' : `where ${conditions.map(conditionSource).join(' and ')}`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

function conditionSource(condition: Condition): string {
  switch (condition.kind) {
    case 'amount':
      return `amount >= ${condition.least}`;
    case 'limit':
      return 'amount >= contact.max_amount';
    case 'same_item':
      return `item = s${condition.of}.item`;
    case 'not_same_item':
      return `(item != s${condition.of}.item and known)`;
    case 'more':
      return `amount > s${condition.of}.amount`;
  }
}

// ---------------------------------------------------------------- chance

const sometimes = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

/** About two rows of each event for a contact: more of them would make most sequences true of everyone. */
export const worlds: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(fc.tuple(sometimes(fc.nat(3)), sometimes(fc.integer({ min: 1, max: 2 }))), {
      minLength: 40,
      maxLength: 40,
    }),
    fc.array(
      fc.record({
        name: fc.constantFrom(...eventNames),
        contact: fc.nat(39),
        hoursAgo: fc.oneof(
          { weight: 24, arbitrary: fc.integer({ min: -1, max: 8 }) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        item: fc.constantFrom('x', 'y', undefined),
        amount: fc.constantFrom(0, 1, 2, 3, undefined),
      }),
      { minLength: 250, maxLength: 250 },
    ),
  )
  .map(([people, events]) => ({
    contacts: people.map(([limit, company], id) => ({ id, limit, company })),
    events,
  }));

function fewOf<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(arbitrary, { minLength: 1, maxLength: 2 }) },
  );
}

const anyStep = fc.record({
  absent: fc.boolean(),
  pin: fc.constantFrom('first', 'last', undefined, undefined),
  name: fc.constantFrom(...eventNames),
  within: sometimes(fc.integer({ min: 1, max: 4 })),
  conditions: fewOf(
    fc.record({
      kind: fc.constantFrom('amount', 'same_item', 'not_same_item', 'more', 'limit'),
      least: fc.integer({ min: 0, max: 3 }),
      of: fc.nat(4),
    }),
  ),
});

export const sequences: fc.Arbitrary<Sequence> = fc
  .record({
    negated: fc.boolean(),
    window: sometimes(fc.integer({ min: 2, max: 8 })),
    steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  })
  .map(({ negated, window, steps }) => ({ negated, window, steps: steps.map(soundStep) }));

type AnyStep = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** The first step is present and has no `within`; an absent one has no pin; conditions name present steps before. */
function soundStep(step: AnyStep, index: number, all: readonly AnyStep[]): Step {
  const present = all
    .slice(0, index)
    .flatMap(({ absent }, at) => (at === 0 || !absent ? [at] : []));
  const absent = index > 0 && step.absent;
  return {
    absent,
    pin: absent ? undefined : step.pin,
    name: step.name,
    within: index === 0 ? undefined : step.within,
    conditions: step.conditions.flatMap(({ kind, least, of }): readonly Condition[] => {
      if (kind === 'amount') return [{ kind, least }];
      if (kind === 'limit') return [{ kind }];
      const named = present[of % Math.max(1, present.length)];
      return named === undefined ? [] : [{ kind, of: named }];
    }),
  };
}
