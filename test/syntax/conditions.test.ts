// What each condition becomes in the AST.
import { describe, expect, it } from 'vitest';
import type { ExpressionSyntax } from '../../compiler/syntax/expression-ast.ts';
import { inSegment, parseText, withoutSpans } from './parse-text.ts';

function condition(text: string): unknown {
  const { syntax, diagnostics } = parseText(inSegment(text));
  expect(diagnostics).toEqual([]);
  const [segment] = syntax.declarations;
  const conditions: readonly ExpressionSyntax[] =
    segment?.kind === 'segment' ? (segment.where?.conditions ?? []) : [];
  expect(conditions.length).toBe(1);
  return withoutSpans(conditions[0]);
}

const path = (...names: string[]): object => ({
  kind: 'path',
  parts: names.map((text) => ({ text })),
});
const number = (value: string): object => ({ kind: 'number', value });
const text = (value: string): object => ({ kind: 'string', value });
const a = { kind: 'compare', operator: '=', left: path('a'), right: number('1') };
const b = { ...a, left: path('b') };
const c = { ...a, left: path('c') };

const sum = (operator: string, left: unknown, right: unknown): object => ({
  kind: 'arithmetic',
  operator,
  left,
  right,
});

describe('logic', () => {
  it.each([
    ['a = 1 and b = 1 and c = 1', { kind: 'and', operands: [a, b, c] }],
    [
      '(a = 1 and b = 1) or c = 1',
      { kind: 'or', operands: [{ kind: 'and', operands: [a, b] }, c] },
    ],
    ['not a = 1 and b = 1', { kind: 'and', operands: [{ kind: 'not', operand: a }, b] }],
    ['not (a = 1 or b = 1)', { kind: 'not', operand: { kind: 'or', operands: [a, b] } }],
    ['((a = 1))', a],
    ['any of { a = 1 }', { kind: 'block', quantifier: 'any', worded: false, conditions: [a] }],
    [
      'all of {\na = 1\n\nb = 1\n}',
      { kind: 'block', quantifier: 'all', worded: true, conditions: [a, b] },
    ],
    ['(\na = 1\nor b = 1\n)', { kind: 'or', operands: [a, b] }],
  ])('%s', (source, expected) => {
    expect(condition(source)).toEqual(expected);
  });
});

describe('missing values', () => {
  it('binds to the comparison before it', () => {
    const missing = { ...a, missing: 'or_missing' };
    expect(condition('a = 1 or missing or b = 1')).toEqual({ kind: 'or', operands: [missing, b] });
    expect(condition('b = 1 and a = 1 or missing')).toEqual({
      kind: 'and',
      operands: [b, missing],
    });
    expect(condition('a = 1 and known and b = 1')).toEqual({
      kind: 'and',
      operands: [{ ...a, missing: 'and_known' }, b],
    });
  });

  it('leaves an `and` after a test alone', () => {
    expect(condition('x is missing and a = 1')).toEqual({
      kind: 'and',
      operands: [{ kind: 'is_missing', subject: path('x'), known: false }, a],
    });
  });
});

describe('arithmetic', () => {
  it('multiplies before it adds, from the left', () => {
    const source = condition('a - b - c * 2 / d = 1');
    const product = sum('/', sum('*', path('c'), number('2')), path('d'));
    const left = sum('-', sum('-', path('a'), path('b')), product);
    expect(source).toEqual({ kind: 'compare', operator: '=', left, right: number('1') });
  });

  it('takes a share of one operand', () => {
    const share = { kind: 'percent_of', percent: { kind: 'percent', value: '50' }, of: path('b') };
    expect(condition('a > 50% of b')).toMatchObject({ right: share });
    expect(condition('a > -b')).toMatchObject({ right: { kind: 'negate', operand: path('b') } });
  });
});

describe('literals', () => {
  it.each([
    ['"a\\"\\\\\\n\\t\\u0041"', text('a"\\\n\tA')],
    ['50_000', number('50000')],
    ['0.33', number('0.33')],
    ['70.5%', { kind: 'percent', value: '70.5' }],
    ['50_000 USD', { kind: 'money', value: '50000', currency: 'USD' }],
    ['1 day', { kind: 'duration', amount: '1', unit: 'day' }],
    ['12 months', { kind: 'duration', amount: '12', unit: 'month' }],
    ['2025-11-01', { kind: 'date', value: '2025-11-01' }],
    ['2025-11-01T09:00:00+01:00', { kind: 'timestamp', value: '2025-11-01T09:00:00+01:00' }],
    ['true', { kind: 'boolean', value: true }],
    ['now', { kind: 'now' }],
    ['today', { kind: 'today' }],
    ['$agent', { kind: 'parameter', name: 'agent' }],
    ['company.parent.name', path('company', 'parent', 'name')],
  ])('%s', (source, expected) => {
    expect(condition(`x = ${source}`)).toMatchObject({ right: expected });
  });
});

describe('windows', () => {
  const days = (amount: string): object => ({ amount: number(amount), unit: 'day' });
  it.each([
    ['in last 30 days', { kind: 'rolling', direction: 'last', full: false, ...days('30') }],
    ['in last 1 full day', { kind: 'rolling', direction: 'last', full: true, ...days('1') }],
    ['in next 14 days', { kind: 'rolling', direction: 'next', full: false, ...days('14') }],
    ['in this month', { kind: 'calendar', which: 'this', unit: 'month', full: false }],
    ['in this full month', { kind: 'calendar', which: 'this', unit: 'month', full: true }],
    ['in following month', { kind: 'calendar', which: 'following', unit: 'month', full: false }],
    [
      'in previous 3 months',
      { kind: 'calendar', which: 'previous', amount: number('3'), unit: 'month', full: false },
    ],
    [
      'between 7 and 14 days from now',
      { kind: 'between_from_now', near: number('7'), far: number('14'), unit: 'day' },
    ],
    [
      'between 180 and 90 days ago',
      { kind: 'between_ago', far: number('180'), near: number('90'), unit: 'day' },
    ],
    ['since 2025-11-01', { kind: 'since', start: { kind: 'date', value: '2025-11-01' } }],
    ['from a until b', { kind: 'from', start: path('a'), end: path('b'), inclusive: false }],
    ['from a through b', { kind: 'from', start: path('a'), end: path('b'), inclusive: true }],
  ])('%s', (source, window) => {
    expect(condition(`x ${source}`)).toEqual({
      kind: 'in_window',
      subject: path('x'),
      negated: false,
      window,
    });
    expect(condition(`did x ${source} where a = 1`)).toMatchObject({
      collection: { window, where: a },
    });
  });
});

describe('collections', () => {
  it('keeps alias, window, its time and the filter', () => {
    expect(
      condition('has at least 2 orders as o in last 3 days by shipped_at where a = 1'),
    ).toEqual({
      kind: 'has',
      negated: false,
      count: { comparison: 'at_least', amount: number('2') },
      collection: {
        path: path('orders'),
        alias: { text: 'o' },
        window: {
          kind: 'rolling',
          direction: 'last',
          amount: number('3'),
          unit: 'day',
          full: false,
          by: path('shipped_at'),
        },
        where: a,
      },
    });
  });

  it('takes the count before or behind the window', () => {
    const before = condition('did x more than 5 times in last 3 days');
    expect(condition('did x in last 3 days more than 5 times')).toEqual(before);
  });

  it.each([
    ['did x 5 times', 'at_least', '5'],
    ['did x once', 'exactly', '1'],
    ['did x exactly once', 'exactly', '1'],
    ['did x more than once', 'more_than', '1'],
    ['did x at most once in last 7 days', 'at_most', '1'],
    ['did x less than 2 times', 'less_than', '2'],
    ['has exactly 3 orders', 'exactly', '3'],
  ])('%s', (source, comparison, amount) => {
    expect(condition(source)).toMatchObject({ count: { comparison, amount: number(amount) } });
  });

  it('ends a filter at the end of the line', () => {
    expect(condition('has orders where a = 1 or b = 1')).toMatchObject({
      kind: 'has',
      collection: { where: { kind: 'or', operands: [a, b] } },
    });
  });
});

describe('distances', () => {
  it.each([
    ['more than 40 days ago', { comparison: 'more_than', direction: 'ago' }],
    ['at most 1 hour from now or missing', { direction: 'from_now', missing: 'or_missing' }],
    ['less than 2 days before b.due_at', { direction: 'before', anchor: path('b', 'due_at') }],
    [
      'at least 15 minutes after y + 1 day and known',
      { direction: 'after', anchor: { kind: 'arithmetic' }, missing: 'and_known' },
    ],
    ['more than 4 hours ago counting desk', { direction: 'ago', calendar: { text: 'desk' } }],
    ['less than 4 hours after y counting desk', { anchor: path('y'), calendar: { text: 'desk' } }],
  ])('x %s', (source, expected) => {
    expect(condition(`x ${source}`)).toMatchObject({
      kind: 'distance',
      subject: path('x'),
      ...expected,
    });
  });

  it('leaves a moment a moment', () => {
    expect(condition('x after y')).toMatchObject({ kind: 'moment', relation: 'after' });
  });
});

describe('anniversaries', () => {
  it.each([
    ['in next 7 days', { kind: 'in_window', negated: false, window: { kind: 'rolling' } }],
    ['not in this month and known', { kind: 'in_window', negated: true, missing: 'and_known' }],
    ['between 7 and 14 days from now', { window: { kind: 'between_from_now' } }],
    ['less than 3 days ago', { kind: 'distance', comparison: 'less_than' }],
    ['on today', { kind: 'moment', relation: 'on', moment: { kind: 'today' } }],
  ])('anniversary of x %s', (source, occurs) => {
    expect(condition(`anniversary of x ${source}`)).toMatchObject({
      kind: 'anniversary',
      of: path('x'),
      occurs,
    });
  });

  it('is a name, too', () => {
    expect(condition('anniversary = 1')).toMatchObject({ left: path('anniversary') });
  });
});

describe('memberships', () => {
  it.each([
    ['not in segment s', { kind: 'in_segment', negated: true, segment: { text: 's' }, args: [] }],
    ['company in segment s', { kind: 'in_segment', negated: false, subject: path('company') }],
    ['in segment s(x: 1)', { args: [{ name: { text: 'x' }, value: number('1') }] }],
    ['in list all of ["a"]', { kind: 'in_list', quantifier: 'all', names: [text('a')] }],
    ['in list "a" added more than 6 months ago', { added: { kind: 'distance', unit: 'month' } }],
    ['in list "a" added since 2025-01-01', { added: { kind: 'in_window', negated: false } }],
    [
      'not in sample 10% seed "x"',
      { kind: 'in_sample', negated: true, high: { kind: 'percent', value: '10' }, seed: text('x') },
    ],
    [
      'company in sample 10%..20% seed $s or missing',
      {
        subject: path('company'),
        low: { value: '10' },
        high: { value: '20' },
        seed: { kind: 'parameter', name: 's' },
        missing: 'or_missing',
      },
    ],
    [
      'was in segment x 30 days ago',
      {
        kind: 'membership_history',
        event: 'was_in',
        negated: false,
        segment: { text: 'x' },
        time: { kind: 'ago', amount: number('30'), unit: 'day' },
      },
    ],
    [
      'company was not in segment x on 2026-01-01 or missing',
      {
        subject: path('company'),
        event: 'was_in',
        negated: true,
        time: { kind: 'on' },
        missing: 'or_missing',
      },
    ],
    ['was in segment x at $t', { time: { kind: 'at', moment: { kind: 'parameter' } } }],
    ['was in segment x in last 3 days', { time: { kind: 'during', window: { kind: 'rolling' } } }],
    ['company entered segment x', { subject: path('company'), event: 'entered', negated: false }],
    ['left segment x since 2026-01-01', { event: 'left', time: { window: { kind: 'since' } } }],
    ['not left segment x', { kind: 'not', operand: { event: 'left' } }],
    [
      'entered segment x in last 3 days and a = 1',
      { kind: 'and', operands: [{ event: 'entered', time: { kind: 'during' } }, a] },
    ],
    ['entered segment x or a = 1', { kind: 'or', operands: [{ event: 'entered' }, a] }],
    ['requester tagged "vip"', { kind: 'tagged', subject: path('requester'), tags: [text('vip')] }],
    ['not tagged "vip"', { kind: 'not', operand: { kind: 'tagged' } }],
    ['consents to mail', { kind: 'consents', consent: { text: 'mail' } }],
    [
      'consent mail is not granted',
      { kind: 'consent_is', negated: true, state: { text: 'granted' } },
    ],
  ])('%s', (source, expected) => {
    expect(condition(source)).toMatchObject(expected);
  });
});

describe('periods', () => {
  const rows = { path: path('x') };
  it.each([
    [
      'did x on more than 2 consecutive days',
      {
        kind: 'did',
        occurrence: {
          kind: 'on_periods',
          comparison: 'more_than',
          amount: number('2'),
          unit: 'day',
          consecutive: true,
        },
      },
    ],
    ['did x in last 5 days on 3 weeks', { occurrence: { unit: 'week', consecutive: false } }],
    [
      'did not x for the first time in last 5 days where a = 1',
      { negated: true, occurrence: { kind: 'first_time' }, collection: { where: a } },
    ],
    ['has no x for the first times', { kind: 'has', negated: true, collection: rows }],
    [
      'count weeks(x where a = 1 having count >= 3)',
      {
        kind: 'count_periods',
        unit: 'week',
        consecutive: false,
        collection: {
          where: a,
          having: { function: 'count', operator: '>=', amount: number('3') },
        },
      },
    ],
    [
      'count consecutive days(b.c of x having count distinct(d) = 1)',
      {
        consecutive: true,
        time: path('b', 'c'),
        collection: { having: { function: 'count_distinct', value: path('d') } },
      },
    ],
    ['sum(50% of a of x)', { kind: 'aggregate', value: { kind: 'percent_of' }, collection: rows }],
    ['sum(a * (b) of x in last 3 days)', { value: sum('*', path('a'), path('b')) }],
    ['sum(x where any of { a = 1 })', { collection: { where: { kind: 'block' } } }],
    ['mode(x.y)', { kind: 'aggregate', function: 'mode', collection: { path: path('x', 'y') } }],
    [
      'at most $n of { a = 1\n b = 1 }',
      { kind: 'count_of', comparison: 'at_most', amount: { name: 'n' }, conditions: [a, b] },
    ],
    ['3 of { }', { kind: 'count_of', comparison: 'at_least', conditions: [] }],
  ])('%s', (source, expected) => {
    expect(condition(source)).toMatchObject(expected);
  });
});
