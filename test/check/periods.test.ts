// Periods, first times, `having`, expressions over rows and M of N: what is refused, and that one fault is one message.
import { describe, expect, it } from 'vitest';
import { conditionOf, faultsOf } from './project.ts';

describe('periods', () => {
  it.each([
    ['did site_visited on at least 3 days', []],
    ['did orders on at least 3 days', ['SEG3032 did']],
    ['has site_visited for the first time in last 3 days', ['SEG3032 has']],
    ['did site_visitd on at least 3 days', ['SEG2001 site_visitd']],
    ['did site_visited on 1.5 days', ['SEG3019 1.5']],
    ['did site_visited on at least 0 days', ['SEG4010 on at least 0 days']],
    ['did site_visited on less than 0 weeks', ['SEG4009 on less than 0 weeks']],
    ['did site_visited on 3 seconds', ['SEG3121 on 3 seconds']],
    ['did site_visited on 3 days in last 0 days', ['SEG3019 0']],
    ['did site_visited on 3 days where ulr = "x"', ['SEG2001 ulr']],
    ['did site_visited for the first time in last 0 days', ['SEG3019 0']],
    [
      'did site_visited for the first time where ulr = "x"',
      ['SEG4020 for the first time', 'SEG2001 ulr'],
    ],
    ['count days(orders.total) > 3', ['SEG3026 orders.total']],
    ['count days(company) > 3', ['SEG3028 company']],
    ['count days(total of orders) > 3', ['SEG3015 total']],
    ['count days(totl of orders) > 3', ['SEG2001 totl']],
    [
      'count hours(date(placed_at) of orders) > 3',
      ['SEG3017 count hours(date(placed_at) of orders)'],
    ],
    ['count weeks(orders) and active', ['SEG3009 count weeks(orders)']],
    ['count weeks(orders) > "x"', ['SEG3001 count weeks(orders) > "x"']],
    ['has company.contacts on at least 3 days', ['SEG3016 on at least 3 days']],
  ])('%s', (condition, expected) => {
    expect(faultsOf(condition).toSorted()).toEqual(expected.toSorted());
  });
});

describe('having', () => {
  it.each([
    ['count days(orders having sum(total) >= 3 USD) > 1', []],
    ['count days(orders having sum(total) >= 3) > 1', ['SEG3003 having sum(total) >= 3']],
    ['count days(orders having sum(totl) >= 3) > 1', ['SEG2001 totl']],
    ['count days(orders having sum(status) >= 3) > 1', ['SEG3031 status']],
    [
      'count days(orders having count >= contact.balance) > 1',
      ['SEG3003 having count >= contact.balance'],
    ],
    ['count days(orders having sum(total) >= total) > 1', ['SEG3020 total']],
    ['count days(orders having max(placed_at) >= 2025-01-01T00:00:00Z) > 1', []],
    ['did orderz on 2 days having sum(total) >= 3', ['SEG2001 orderz']],
  ])('%s', (condition, expected) => {
    expect(faultsOf(condition)).toEqual(expected);
  });
});

describe('expressions over rows', () => {
  it.each([
    ['sum(quantity * 2 of orders.lines) > 3', []],
    ['sum(status of orders) > 3', ['SEG3031 status']],
    ['sum(quantity of orders.total) > 3', ['SEG3026 orders.total']],
    ['sum(quantity of company) > 3', ['SEG3028 company']],
    ['sum(total + quantity of orders) > 3', ['SEG2001 quantity']],
    ['max(total + contact.balance of orders) > 3 USD', ['SEG3006 total + contact.balance']],
    ['mode(interests of company.contacts) = "x"', ['SEG3031 interests']],
  ])('%s', (condition, expected) => {
    expect(faultsOf(condition)).toEqual(expected);
  });
});

describe('M of N', () => {
  it.each([
    ['at least 2 of { active, name = "x", country = "PL" }', []],
    ['at least 2 of { active, nam = "x", country = "PL" }', ['SEG2001 nam']],
    ['at least 3 of { active, name = "x" }', ['SEG4009 3']],
    ['exactly 3 of { active, name = "x" }', ['SEG4009 3']],
    ['more than 2 of { active, name = "x" }', ['SEG4009 2']],
    ['at most 2 of { active, name = "x" }', ['SEG4010 2']],
    ['less than 3 of { active, name = "x" }', ['SEG4010 3']],
    ['at least 0 of { active }', ['SEG4010 0']],
    ['at least 1.5 of { active }', ['SEG3019 1.5']],
    ['at least 1 of { country != "PL", active }', ['SEG3011 country != "PL"']],
  ])('%s', (condition, expected) => {
    expect(faultsOf(condition)).toEqual(expected);
  });

  it('is a condition of its own', () => {
    expect(conditionOf('exactly 1 of { active, name = "x" }')).toMatchObject({
      kind: 'count_of',
      comparison: 'exactly',
      amount: { value: '1' },
    });
  });
});
