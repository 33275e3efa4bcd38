// Types of operators, functions and aggregates; and which comparisons there are.
import { describe, expect, it } from 'vitest';
import { conditionOf, faultsOf, traitOf, valueOf } from './project.ts';

function literalBeside(text: string): unknown {
  const condition = conditionOf(`company.employees < ${text}`);
  return condition.kind === 'compare' && condition.right.kind === 'literal'
    ? condition.right.value
    : undefined;
}

function momentOf(text: string): unknown {
  const condition = conditionOf(`created_at after ${text}`);
  return condition.kind === 'moment' && condition.moment.kind === 'literal'
    ? condition.moment.value
    : undefined;
}

describe('comparisons that fit', () => {
  it.each([
    'name = "Ada"',
    'email = "ada@example.com"',
    'email = name',
    'id = "42"',
    'country in ["PL", "DE"]',
    'company.employees > 10',
    'company.employees > 10.5',
    'company.employees in 1..20',
    'company.employees < 50%',
    'balance > 10 EUR',
  ])('%s', (condition) => {
    expect(faultsOf(condition)).toEqual([]);
  });

  it.each([
    'last_visit_at > created_at',
    'last_visit_at more than 40 days ago or missing',
    'last_visit_at in last 24 hours',
    'birth_date in last 30 full days',
    'birth_date before today',
    'birth_date before now',
    'birth_date on 2000-02-29',
    'created_at before 2025-01-01',
    'created_at after 2025-01-01T09:00:00+02:00',
    'created_at before last_visit_at',
    'created_at since 2025-01-01',
    'created_at from 2025-01-01 through 2025-06-30',
    'created_at in previous 3 months',
    'created_at between 180 and 90 days ago',
    'created_at + 7 days < now',
    'today - 3 months > birth_date',
    'active',
    'not active',
    'active = false',
    'interests has "running"',
    'interests has any of ["running", "chess"]',
    'name matches "^A.*a$"',
    'email not contains "@example" or missing',
    'lead.score >= 40',
    'company = "17"',
    'company is known',
  ])('%s', (condition) => {
    expect(faultsOf(condition)).toEqual([]);
  });
});

describe('comparisons that do not', () => {
  it.each([
    ['active = "yes"', 'SEG3001 active = "yes"'],
    ['company.employees = "10"', 'SEG3001 company.employees = "10"'],
    ['lead = "x"', 'SEG3001 lead = "x"'],
    ['country in ["PL", 5]', 'SEG3001 5'],
    ['created_at in ["2025-01-01"]', 'SEG3001 "2025-01-01"'],
    ['interests has 5', 'SEG3001 5'],
    ['balance in 1..5', 'SEG3003 1'],
    ['birth_date = now', 'SEG3004 birth_date = now'],
    ['name contains 5', 'SEG3012 5'],
    ['active > false', 'SEG3005 active > false'],
    ['birth_date more than 3 hours ago', 'SEG3017 birth_date more than 3 hours ago'],
    ['created_at before birth_date', 'SEG3004 created_at before birth_date'],
    ['created_at in last 2.5 days', 'SEG3019 2.5'],
    ['created_at > 2025-01-01', 'SEG3004 created_at > 2025-01-01'],
  ])('%s', (condition, ...expected) => {
    expect(faultsOf(condition)).toContainEqual(expected[0]);
  });
});

describe('types of values', () => {
  it.each([
    ['company.employees + 1', '= 1', 'int'],
    ['company.employees + 1.5', '= 1', 'decimal'],
    ['company.employees * 2', '= 1', 'int'],
    ['company.employees / 2', '= 1', 'decimal'],
    ['spent * 2', '> 1 USD', 'money'],
    ['50% of spent', '> 1 USD', 'money'],
    ['spent / 2 USD', '> 1', 'decimal'],
    ['count(orders)', '> 1', 'int'],
    ['count distinct(orders.status)', '> 1', 'int'],
    ['sum(orders.total)', '> 1 USD', 'money'],
    ['avg(orders.lines.quantity)', '> 1', 'decimal'],
    ['max(orders.placed_at)', '< now', 'timestamp'],
    ['last(orders.status)', '= "paid"', 'enum'],
    ['mode(orders.status)', '= "paid"', 'enum'],
    ['mode(orders.total)', '> 1 USD', 'money'],
    ['sum(quantity * order.total of orders.lines)', '> 1 USD', 'money'],
    ['avg(quantity + 1 of orders.lines)', '> 1', 'decimal'],
    ['last(date(placed_at) of orders)', '= today', 'date'],
    ['count weeks(orders)', '> 1', 'int'],
    ['count consecutive days(orders having sum(total) > 1 USD)', '> 1', 'int'],
    ['days_since(created_at)', '> 1', 'decimal'],
    ['days_since(birth_date)', '> 1', 'int'],
    ['length(name)', '> 1', 'int'],
    ['lower(email)', '= "x"', 'text'],
    ['date(created_at)', '= today', 'date'],
    ['coalesce(country, name)', '= "x"', 'text'],
    ['greatest(1, 2.5)', '> 1', 'decimal'],
    ['round(2.5)', '> 1', 'int'],
    ['size(interests)', '> 1', 'int'],
  ])('%s', (value, comparison, kind) => {
    expect(valueOf(value, comparison).type.kind).toBe(kind);
  });

  it('literals are canonical', () => {
    expect(literalBeside('1_000')).toBe('1000');
    expect(literalBeside('1.50')).toBe('1.5');
    expect(literalBeside('70%')).toBe('0.7');
    expect(literalBeside('12.5%')).toBe('0.125');
    expect(literalBeside('-5')).toBe('-5');
  });

  it('timestamps are instants; without a zone they are in the zone of the project', () => {
    expect(momentOf('2025-07-01T09:00:00+02:00')).toBe('2025-07-01T07:00:00Z');
    expect(momentOf('2025-01-01T09:00:00')).toBe('2025-01-01T08:00:00Z');
  });
});

describe('traits', () => {
  it('may declare a wider type and a type that can be missing', () => {
    expect(traitOf('decimal', 'count(orders)').type).toEqual({ kind: 'decimal' });
    expect(traitOf('int?', 'count(orders)').nullable).toBe(true);
    expect(traitOf('text', 'coalesce(country, "?")').nullable).toBe(false);
  });
});
