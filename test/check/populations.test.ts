// Ranks and numbers of peers: their types, and when they can be missing.
import { describe, expect, it } from 'vitest';
import { check, faults, traitOf } from './project.ts';

describe('the type of a number of a population', () => {
  it.each([
    ['ntile(5, spent)', 'int', { kind: 'int' }],
    ['rank(created_at, per: active)', 'int', { kind: 'int' }],
    ['percent_rank(spent)', 'percent?', { kind: 'percent' }],
    ['cumulative_share(spent)', 'decimal?', { kind: 'decimal' }],
    ['peer_avg(spent)', 'money(USD)', { kind: 'money', currency: 'USD' }],
    ['peer_avg(count(orders))', 'decimal', { kind: 'decimal' }],
    ['peer_sum(count(orders))', 'int', { kind: 'int' }],
    ['peer_count(country)', 'int', { kind: 'int' }],
    ['peer_max(created_at)', 'timestamp', { kind: 'timestamp' }],
    ['peer_stddev(spent)', 'money(USD)?', { kind: 'money', currency: 'USD' }],
    [
      'peer_percentile(90%, spent, group: active)',
      'money(USD)',
      { kind: 'money', currency: 'USD' },
    ],
  ])('%s is %s', (value, type, expected) => {
    expect(traitOf(type, value).type).toEqual(expected);
    expect(faults(`trait contact.t: ${type} = ${value}\n`)).toEqual([]);
  });
});

describe('a number of a population that can be missing', () => {
  it.each([
    // the value, its group, its population, too few rows
    'rank(birth_date)',
    'rank(spent, per: country)',
    'rank(spent) among { active }',
    'percent_rank(spent)',
    'cumulative_share(spent)',
    'peer_avg(lead.score)',
    'peer_max(spent, group: country)',
    'peer_avg(spent) among { active }',
    'peer_sum(spent, group: country)',
    'peer_count(name, group: country)',
    'peer_stddev(spent)',
  ])('%s', (value) => {
    const promised = check(`trait contact.t: TYPE = ${value}\n`.replace('TYPE', typeFor(value)));
    expect(promised.diagnostics.map(({ code }) => code)).toEqual(['SEG3502']);
    const optional = check(`trait contact.t: TYPE? = ${value}\n`.replace('TYPE', typeFor(value)));
    expect(optional.diagnostics).toEqual([]);
  });

  it.each(['peer_sum(lead.score) among { active }', 'peer_count(lead.score)', 'rank(spent)'])(
    '%s cannot',
    (value) => {
      expect(faults(`trait contact.t: int = ${value}\n`)).toEqual([]);
    },
  );
});

function typeFor(value: string): string {
  if (value.startsWith('rank') || value.startsWith('peer_count')) return 'int';
  return value.includes('spent') && value.startsWith('peer') ? 'money(USD)' : 'decimal';
}

function ranked(condition: string): string {
  return `trait contact.place: int? = rank(birth_date)
segment s of contact { where { ${condition} } }
`;
}

it('a negation of one that can be missing says what it does with missing', () => {
  expect(faults(ranked('place != 1'))).toEqual(['SEG3011 place != 1']);
  expect(faults(ranked('place != 1 or missing'))).toEqual([]);
});

it('traits over a population are not defined by themselves', () => {
  const text = `trait contact.a: int? = rank(b) among { active }
trait contact.b: int? = ntile(5, spent) among { a > 3 }
`;
  expect(faults(text)).toEqual(['SEG4002 a']);
});
