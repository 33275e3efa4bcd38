// The instant at which an answer changes by itself, for every way in which time decides. The expected instants are reckoned by
// hand from docs/language.md; the shop's zone is Europe/Warsaw.
import { afterEach, describe, expect, it } from 'vitest';
import type { NextChange } from '../../runtime/explain/next-change.ts';
import { ExplainedShop } from './explained-shop.ts';

const open: ExplainedShop[] = [];
afterEach(() => {
  for (const shop of open.splice(0)) shop.remove();
});

interface Case {
  readonly where: readonly string[];
  readonly rows: string;
  readonly now: string;
  /** Declarations beside the segment. */
  readonly beside?: string;
}

async function nextChange({ where, rows, now, beside = '' }: Case): Promise<NextChange> {
  const body = where.map((line) => `    ${line}`).join('\n');
  const text = `${beside}\nsegment s of contact {\n  where {\n${body}\n  }\n}\n`;
  const shop = await ExplainedShop.open(text, rows);
  open.push(shop);
  const { nextChange: found } = await shop.explain('s', '1', now);
  return found;
}

function seen(at: string): string {
  return `INSERT INTO crm.contacts (contact_id, seen_at) VALUES (1, '${at}+00');`;
}

function visits(...times: readonly string[]): string {
  const rows = times.map((at) => `('visit', 1, '${at}', NULL, NULL)`).join(', ');
  return `INSERT INTO crm.contacts (contact_id) VALUES (1); INSERT INTO events.tracks VALUES ${rows};`;
}

function born(day: string): string {
  return `INSERT INTO crm.contacts (contact_id, born_on) VALUES (1, '${day}');`;
}

const desk = `calendar desk {
  timezone: "Europe/Warsaw"
  open: monday..friday 08:00..18:00
}`;

const cases: Readonly<Record<string, readonly [Case, string, 'in' | 'out']>> = {
  // The window is [now - 30 d, now): at exactly 30 days the visit is still in it.
  'a rolling window': [
    {
      where: ['did visit in last 30 days'],
      rows: visits('2025-10-20 10:30:00'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-19T10:30:00.001Z',
    'out',
  ],
  'a distance that is not reached yet': [
    {
      where: ['seen_at more than 40 days ago'],
      rows: seen('2025-10-20 10:30:00.25'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-29T10:30:00.251Z',
    'in',
  ],
  'a distance that is reached at its edge': [
    {
      where: ['seen_at at least 40 days ago'],
      rows: seen('2025-10-20 10:30:00.25'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-29T10:30:00.25Z',
    'in',
  ],
  // 28 March 13:00 in Warsaw is in the full days from the next local midnight on (CET, 23:00 UTC).
  'full days, coming in': [
    {
      where: ['did visit in last 3 full days'],
      rows: visits('2026-03-28 12:00:00'),
      now: '2026-03-28T20:00:00Z',
    },
    '2026-03-28T23:00:00Z',
    'in',
  ],
  // Clocks go forward on 29 March: 1 April begins at 22:00 UTC.
  'full days, going out across daylight saving': [
    {
      where: ['did visit in last 3 full days'],
      rows: visits('2026-03-28 12:00:00'),
      now: '2026-03-29T10:00:00Z',
    },
    '2026-03-31T22:00:00Z',
    'out',
  ],
  'a calendar month': [
    {
      where: ['did visit in this month'],
      rows: visits('2025-11-05 10:00:00'),
      now: '2025-11-20T12:00:00Z',
    },
    '2025-11-30T23:00:00Z',
    'out',
  ],
  // A month before 28 February 23:59 is 28 January; before 1 March 00:00 (local) it is 1 February.
  'a rolling month behind the end of a shorter one': [
    {
      where: ['did visit in last 1 month'],
      rows: visits('2026-01-31 10:00:00'),
      now: '2026-02-10T12:00:00Z',
    },
    '2026-02-28T23:00:00Z',
    'out',
  ],
  // today <= 1 December < today + 14 from 18 November on.
  'a threshold of dates': [
    {
      where: ['born_on in next 14 days'],
      rows: born('2025-12-01'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-17T23:00:00Z',
    'in',
  ],
  // Friday 16:00 to 18:00 are two open hours; the other two end on Monday at 10:00 (09:00 UTC).
  'open hours of a calendar': [
    {
      beside: desk,
      where: ['seen_at more than 4 hours ago counting desk'],
      rows: seen('2025-11-07 15:00:00'),
      now: '2025-11-07T15:30:00Z',
    },
    '2025-11-10T09:00:00.001Z',
    'in',
  ],
  'working hours as a value': [
    {
      beside: desk,
      where: ['hours_between(seen_at, coalesce(local_at, now), counting: desk) >= 4'],
      rows: seen('2025-11-07 15:00:00'),
      now: '2025-11-07T15:30:00Z',
    },
    '2025-11-10T09:00:00Z',
    'in',
  ],
  // today <= 10 December < today + 7 from 4 December on.
  'an anniversary': [
    {
      where: ['anniversary of born_on in next 7 days'],
      rows: born('1990-12-10'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-12-03T23:00:00Z',
    'in',
  ],
  'an age': [
    {
      where: ['age(born_on) >= 36'],
      rows: born('1990-02-28'),
      now: '2025-11-01T12:00:00Z',
    },
    '2026-02-27T23:00:00Z',
    'in',
  ],
  // t + 24 h <= now.
  'a sequence that ends with an absence': [
    {
      where: ['did sequence {', '  visit', '  then no orders within 24 hours', '}'],
      rows: visits('2025-11-01 10:00:00'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-02T10:00:00Z',
    'in',
  ],
  // Some visit has no order behind it until now; the order of 5 November comes to pass.
  'a row that is still to come': [
    {
      where: ['did sequence {', '  visit', '  then no orders', '}'],
      rows: `${visits('2025-11-01 10:00:00')} INSERT INTO shop.orders (id, placed_at, contact_id) VALUES ('o', '2025-11-05 08:00:00', 1);`,
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-05T08:00:00Z',
    'out',
  ],
  'a threshold that the row itself gives': [
    {
      where: ['days_since(seen_at) > 1.5 * score'],
      rows: `INSERT INTO crm.contacts (contact_id, seen_at, score) VALUES (1, '2025-10-25 12:00:00+00', 11);`,
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-11T00:00:00.001Z',
    'in',
  ],
  'the hour of a clock': [
    {
      where: ['hour(now, tz: "Asia/Tokyo") in 9..16'],
      rows: visits('2025-11-01 10:00:00'),
      now: '2025-11-01T12:20:00Z',
    },
    '2025-11-02T00:00:00Z',
    'in',
  ],
  'another segment, which time changes': [
    {
      beside: 'segment recent of contact {\n  where {\n    did visit in last 7 days\n  }\n}',
      where: ['not in segment recent'],
      rows: visits('2025-10-30 10:00:00'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-06T10:00:00.001Z',
    'in',
  ],
  'two windows, of which the second decides': [
    {
      where: ['any of {', '  did visit in last 7 days', '  count(visit in last 14 days) >= 2', '}'],
      rows: visits('2025-10-29 10:00:00', '2025-10-30 10:00:00'),
      now: '2025-11-01T12:00:00Z',
    },
    '2025-11-12T10:00:00.001Z',
    'out',
  ],
};

describe('the next change', () => {
  it.each(Object.entries(cases))('%s', async (_name, [given, at, becomes]) => {
    expect(await nextChange(given)).toMatchObject({ kind: 'change', at, becomes });
  });

  it('is none where nothing depends on time', async () => {
    const rows = seen('2025-10-20 10:30:00');
    const found = await nextChange({
      where: ['country is missing'],
      rows,
      now: '2025-11-01T12:00:00Z',
    });
    expect(found).toEqual({ kind: 'time_independent' });
  });

  it('is not by itself where time has done its work', async () => {
    const rows = seen('2024-10-20 10:30:00');
    const found = await nextChange({
      where: ['seen_at more than 40 days ago'],
      rows,
      now: '2025-11-01T12:00:00Z',
    });
    expect(found).toEqual({ kind: 'none', until: '2026-12-06T12:00:00Z', certain: true });
  });

  it('starts from who is in now where members stay until they leave', async () => {
    const shop = await ExplainedShop.open(
      'segment s of contact {\n  enter {\n    count(visit in last 7 days) >= 2\n  }\n  leave {\n    count(visit in last 7 days) < 1\n  }\n}\n',
      visits('2025-10-30 10:00:00', '2025-10-31 10:00:00'),
    );
    open.push(shop);
    // On 6 November one visit is left, which is not enough to enter and enough to stay.
    const { nextChange: found, isMember } = await shop.explain('s', '1', '2025-11-01T12:00:00Z');
    expect(isMember).toBe(true);
    expect(found).toMatchObject({ kind: 'change', at: '2025-11-07T10:00:00.001Z', becomes: 'out' });
  });
});
