// What can be missing, and what must be said about it.
import { describe, expect, it } from 'vitest';
import { conditionOf, faultsOf, valueOf } from './project.ts';

describe('values', () => {
  it.each([
    ['name', '= "x"', false],
    ['country', '= "x"', true],
    ['company.id', '= "x"', true],
    ['lead.score', '= 1', true],
    ['count(orders)', '> 0', false],
    ['sum(orders.total)', '> 0 USD', false],
    ['avg(orders.total)', '> 0 USD', true],
    ['max(orders.placed_at)', '< now', true],
    ['count(company.contacts)', '> 0', false],
    ['count(orders) / 2', '> 0', false],
    ['count(orders) / count(company.contacts)', '> 0', true],
    ['coalesce(country, name)', '= "x"', false],
    ['coalesce(country, email)', '= "x"', true],
    ['upper(country)', '= "x"', true],
    ['domain(name)', '= "x"', true],
    ['spent', '> 0 USD', false],
  ])('%s', (value, comparison, nullable) => {
    expect(valueOf(value, comparison).nullable).toBe(nullable);
  });

  it('over a relation that must be there: may dangle, but nobody has to say so', () => {
    expect(valueOf('contact.name', '!= "x"', 'order').nullable).toBe(true);
    expect(faultsOf('contact.name not in ["x"]', 'order')).toEqual([]);
    expect(faultsOf('contact.name != "x" or missing', 'order')).toEqual([]);
    expect(faultsOf('contact.country != "x"', 'order')).toEqual(['SEG3011 contact.country != "x"']);
    expect(faultsOf('upper(contact.name) != "x"', 'order')).toEqual([]);
  });
});

describe('negations', () => {
  it.each([
    'country != "PL"',
    'country not in ["PL"]',
    'email not contains "x"',
    'company.employees not in 1..5',
    'last_visit_at not in last 30 days',
    'company != "5"',
    'upper(country) != "X"',
    'avg(orders.total) != 5 USD',
    'country != name',
  ])('%s', (condition) => {
    expect(faultsOf(condition)).toEqual([`SEG3011 ${condition}`]);
    expect(faultsOf(`${condition} or missing`)).toEqual([]);
    expect(faultsOf(`${condition} and known`)).toEqual([]);
    expect(faultsOf(`any of { ${condition} or missing\n active }`)).toEqual([]);
  });

  it('need nothing where nothing can be missing', () => {
    expect(faultsOf('name != "x"')).toEqual([]);
    expect(faultsOf('interests not has "x"')).toEqual([]);
    expect(faultsOf('count(orders) != 5')).toEqual([]);
    expect(faultsOf('not in list "x"')).toEqual([]);
    expect(faultsOf('not tagged "x"')).toEqual([]);
  });

  it('keep what was written', () => {
    expect(conditionOf('country != "x" or missing')).toMatchObject({ missing: 'or_missing' });
    expect(conditionOf('country != "x" and known')).toMatchObject({ missing: 'and_known' });
    expect(conditionOf('country = "x"')).toMatchObject({ missing: 'false' });
  });
});
