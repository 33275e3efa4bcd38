// What the analysis of meaning says, compared with every object there can be; and that it says nothing where it must not.
import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePoints } from '../../compiler/analyze/time-order.ts';
import { compareNumbers } from '../../compiler/analyze/number-order.ts';
import { diagnoseProject } from '../../compiler/diagnose/diagnose-project.ts';
import type { Diagnostic } from '../../compiler/diagnostics/diagnostic.ts';
import type { TimePoint } from '../../compiler/lower/ir.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const model = `object contact @table("crm.contacts") {
  id: id @key
  score: int?
  color: text?
}
`;

function diagnosticsOf(segments: string): readonly Diagnostic[] {
  const files = [
    { path: 'a.seg', text: segments },
    { path: 'model.seg', text: model },
  ];
  return diagnoseProject(files, duckdbDialect).diagnostics;
}

function codesOf(segments: string): readonly string[] {
  return diagnosticsOf(segments).map(({ code }) => code);
}

function messagesOf(segments: string): readonly string[] {
  return diagnosticsOf(segments).map(({ message }) => message);
}

function segment(name: string, lines: readonly string[]): string {
  return `segment ${name} of contact {\n  where {\n${lines.map((line) => `    ${line}\n`).join('')}  }\n}\n`;
}

// ---------------------------------------------------------------- a small world

interface Contact {
  readonly score: number | undefined;
  readonly color: string | undefined;
}

const world: readonly Contact[] = [undefined, -1, 0, 1, 2, 3, 4, 5, 6].flatMap((score) =>
  [undefined, 'a', 'b', 'c', 'd'].map((color) => ({ score, color })),
);

interface Condition {
  readonly text: string;
  readonly holds: (contact: Contact) => boolean;
}

/** A comparison with a missing operand is false, or true with `or missing`. */
function onScore(text: string, test: (score: number) => boolean): readonly Condition[] {
  return [
    { text: `score ${text}`, holds: ({ score }) => score !== undefined && test(score) },
    { text: `score ${text} or missing`, holds: ({ score }) => score === undefined || test(score) },
  ];
}

function onColor(text: string, test: (color: string) => boolean): readonly Condition[] {
  return [
    { text: `color ${text} and known`, holds: ({ color }) => color !== undefined && test(color) },
    { text: `color ${text} or missing`, holds: ({ color }) => color === undefined || test(color) },
  ];
}

const atoms: readonly Condition[] = [
  ...onScore('> 3', (score) => score > 3),
  ...onScore('<= 3', (score) => score <= 3),
  ...onScore('in 1..4', (score) => score >= 1 && score <= 4),
  ...onScore('= 4', (score) => score === 4),
  ...onScore('in [0, 5]', (score) => score === 0 || score === 5),
  ...onColor('= "a"', (color) => color === 'a'),
  ...onColor('in ["a", "b"]', (color) => color === 'a' || color === 'b'),
  ...onColor('!= "b"', (color) => color !== 'b'),
  ...onColor('not in ["a", "c"]', (color) => color !== 'a' && color !== 'c'),
  { text: 'score is known', holds: ({ score }) => score !== undefined },
  { text: 'color is missing', holds: ({ color }) => color === undefined },
];

const line = tuple(constantFrom(...atoms), constantFrom(...atoms), constantFrom(0, 1, 2, 3)).map(
  ([one, other, form]): Condition => {
    if (form === 0) return one;
    if (form === 1) return { text: `not (${one.text})`, holds: (of) => !one.holds(of) };
    const text = `(${one.text}) or (${other.text})`;
    return form === 2
      ? { text, holds: (of) => one.holds(of) || other.holds(of) }
      : { text: `not (${text})`, holds: (of) => !one.holds(of) && !other.holds(of) };
  },
);

const lines = array(line, { minLength: 1, maxLength: 4 });

function members(conditions: readonly Condition[]): readonly Contact[] {
  return world.filter((contact) => conditions.every(({ holds }) => holds(contact)));
}

function texts(conditions: readonly Condition[]): readonly string[] {
  return conditions.map(({ text }) => text);
}

describe('a set of lines', () => {
  it('is called contradictory only when no contact satisfies it', () => {
    let found = 0;
    assert(
      property(lines, (conditions) => {
        const messages = messagesOf(segment('s', texts(conditions)));
        if (!messages.some((message) => message.startsWith('no contact can'))) return;
        found += 1;
        expect(members(conditions)).toEqual([]);
      }),
      { numRuns: 200 },
    );
    expect(found).toBeGreaterThan(10);
  });

  it('has a line called idle only when it is', () => {
    assert(
      property(array(constantFrom(...atoms), { maxLength: 4 }), (conditions) => {
        const notes = messagesOf(segment('s', texts(conditions))).filter((message) =>
          message.startsWith('this adds nothing'),
        );
        if (notes.length === 0) return;
        const all = members(conditions).length;
        const without = conditions.map((_, at) => members(conditions.toSpliced(at, 1)).length);
        expect(without.some((count) => count === all)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('is called the same as another one only when it has the same members', () => {
    assert(
      property(lines, lines, (one, other) => {
        const text = segment('one', texts(one)) + segment('other', texts(other));
        const codes = codesOf(text);
        const [a, b] = [members(one), members(other)];
        if (codes.includes('SEG4103')) expect(b).toEqual(a);
        if (codes.includes('SEG4104')) {
          const smaller = a.length < b.length ? [a, b] : [b, a];
          expect(smaller[0]?.every((contact) => smaller[1]?.includes(contact))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function ago(amount: number, unit: 'day' | 'month' | 'hour'): TimePoint {
  return { kind: 'instant', base: 'now', start: undefined, steps: [{ amount: -amount, unit }] };
}

const startOfMonth: TimePoint = { kind: 'day', base: 'today', start: 'month', steps: [] };

function date(text: string): TimePoint {
  return { kind: 'day', base: { date: text }, start: undefined, steps: [] };
}

describe('points in time', () => {
  it.each([
    ['days', ago(40, 'day'), ago(30, 'day'), -1],
    ['months and days, far apart', ago(2, 'month'), ago(30, 'day'), -1],
    ['months and days, too near', ago(1, 'month'), ago(30, 'day'), undefined],
    ['twelve months and a year of days', ago(12, 'month'), ago(365, 'day'), undefined],
    ['the same', ago(24, 'hour'), ago(24, 'hour'), 0],
    ['a day and its hours', ago(1, 'day'), ago(24, 'hour'), undefined],
    ['the start of a month and long before', ago(60, 'day'), startOfMonth, -1],
    ['the start of a month and shortly before', ago(20, 'day'), startOfMonth, undefined],
    ['dates', date('2024-02-28'), date('2024-03-01'), -1],
    ['dates of neighbouring days', date('2024-02-28'), date('2024-02-29'), -1],
    ['a date and now', date('2024-02-28'), ago(1, 'day'), undefined],
    ['open hours and hours', openAgo(4), ago(5, 'hour'), undefined],
    ['open hours and open hours', openAgo(4), openAgo(5), undefined],
    ['the same open hours', openAgo(4), openAgo(4), 0],
  ])('%s', (_what, left, right, order) => {
    const compared = comparePoints(left, right);
    expect(compared === undefined ? undefined : Math.sign(compared)).toBe(order);
  });
});

/** From now, counting a calendar that opens on Mondays. */
function openAgo(hours: number): TimePoint {
  const week = [[{ start: 480, end: 1080 }], [], [], [], [], [], []];
  const counting = { timezone: 'UTC', week, closed: [] };
  const step = { amount: -hours, unit: 'hour', counting, edge: 'first' } as const;
  return { kind: 'instant', base: 'now', start: undefined, steps: [step] };
}

describe('numbers', () => {
  it.each([
    ['0.1', '0.10000000000000000001', -1],
    ['-5', '3', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['-0.5', '-0.25', -1],
    ['5', '5.0', 0],
  ])('%s and %s', (left, right, order) => {
    expect(Math.sign(compareNumbers(left, right))).toBe(order);
  });
});
