// Samples and the history of memberships: what they may be asked of, and what is said otherwise.
import { describe, expect, it } from 'vitest';
import { check, conditionOf, faults, faultsOf, segmentOf } from './project.ts';

const others = `
segment vips of contact {
}
segment firms of company {
}
segment planned of contact {
  status: draft
}
segment resting(limit: int = 5) of contact {
  status: paused
  where {
    count(orders) > $limit
  }
}
segment template(limit: int) of contact {
  where {
    count(orders) > $limit
  }
}
`;

function faultsWith(condition: string): readonly string[] {
  const text = segmentOf(condition) + others;
  return faults(text);
}

describe('the history of a membership', () => {
  it('is typed', () => {
    const result = check(
      segmentOf('company was not in segment firms 3 months ago or missing') + others,
    );
    expect(result.diagnostics).toEqual([]);
    const where = result.project.segments.find(({ name }) => name === 'tested')?.where;
    expect(where).toMatchObject({
      conditions: [
        {
          kind: 'membership_history',
          row: { scope: 0, hops: ['company'], entity: 'company' },
          event: 'was_in',
          negated: true,
          segment: 'firms',
          time: { kind: 'ago', amount: { value: '3' }, unit: 'month' },
          missing: 'or_missing',
        },
      ],
    });
  });

  it.each([
    ['entered segment vips', []],
    ['entered segment resting', []],
    ['entered segment vipz', ['SEG2006 vipz']],
    ['entered segment planned', ['SEG3061 planned']],
    ['entered segment template', ['SEG3061 template']],
    ['entered segment firms', ['SEG3036 firms']],
    ['name entered segment vips', ['SEG3027 name']],
    ['orders entered segment vips', ['SEG3025 orders']],
    ['entered segment tested', ['SEG4001 tested']],
    [
      'company was not in segment firms 1 day ago',
      ['SEG3011 company was not in segment firms 1 day ago'],
    ],
    ['was not in segment vips 1 day ago', []],
    [
      'was in segment vips 1 day ago or missing',
      ['SEG4005 was in segment vips 1 day ago or missing'],
    ],
    ['was in segment vips in next 3 days', ['SEG3062 in next 3 days']],
    ['was in segment vips in following month', ['SEG3062 in following month']],
    [
      'was in segment vips between 1 and 2 days from now',
      ['SEG3062 between 1 and 2 days from now'],
    ],
    ['was in segment vips in last 0 days', ['SEG3019 0']],
    ['was in segment vips at 2026-01-01', ['SEG3063 2026-01-01']],
    ['was in segment vips on 2026-01-01T00:00:00Z', ['SEG3022 2026-01-01T00:00:00Z']],
    ['was in segment vips on birth_date', ['SEG3020 birth_date']],
    ['was in segment vips at name', ['SEG3015 name']],
    ['was in segment vips', ['SEG1061 ']],
    ['entered segment vips 3 days ago', ['SEG1062 3 days ago']],
    ['left segment vips at now', ['SEG1062 at now']],
    ['(entered segment vips) = true', ['SEG3010 entered segment vips']],
  ])('%s', (condition, expected) => {
    expect(faultsWith(condition)).toEqual(expected);
  });

  it('of events, which are in no segment', () => {
    expect(faultsOf('did site_visited where entered segment vips')).toEqual(['SEG2006 vips']);
    expect(faultsWith('did site_visited where entered segment vips')).toEqual(['SEG3036 vips']);
    expect(faultsWith('did site_visited where contact entered segment vips')).toEqual([]);
  });
});

describe('samples', () => {
  it('are typed', () => {
    expect(conditionOf('in sample 10%..25.5% seed "q4"')).toMatchObject({
      kind: 'in_sample',
      low: { value: '0.1' },
      high: { value: '0.255' },
      seed: { value: 'q4' },
    });
  });
});
