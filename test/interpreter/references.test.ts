// The reference interpreter: segments that refer to segments, templates, traits, keeping members, history and samples.
// docs/language.md, "Segments", "Other segments", "The history of a segment", "Samples".
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { holding, membersOf, people, type Setting, type Tables } from './small-world.ts';
import type { LoggedChange } from './world.ts';

const scores: Tables = {
  contacts: [
    { id: 'a', score: '1', friend_id: 'c' },
    { id: 'b', score: '5', friend_id: 'nobody' },
    { id: 'c', score: '9', friend_id: null },
  ],
};

describe('references', () => {
  it('are members in the same run, with templates and defaults', () => {
    const found = membersOf(
      `segment above(least: int = 4) of contact {
        where {
          score > $least
        }
      }
      segment open(least: int) of contact {
        where {
          in segment above(least: $least)
        }
      }
      segment eight of contact {
        where {
          in segment open(least: 8)
        }
      }
      segment default of contact {
        where {
          in segment above
        }
        except in segment eight
      }
      segment friends of contact {
        where {
          friend in segment eight
        }
      }
      segment no_friends of contact {
        where {
          not (friend in segment eight)
        }
      }
      segment or_missing of contact {
        where {
          friend not in segment eight or missing
        }
      }
      segment draft of contact {
        status: draft
        where {
          in segment eight
        }
      }`,
      scores,
    );
    expect(found).toEqual({
      above: 'b c',
      eight: 'c',
      default: 'b',
      friends: 'a',
      no_friends: 'b c',
      or_missing: 'b c',
      draft: 'c',
    });
  });
});

describe('traits', () => {
  it('choose by the first condition that holds', () => {
    const more = `trait contact.size: text = case {
      when score > 8 then "big"
      when score > 2 then "middle"
      else "small"
    }
    trait contact.double: int? = 2 * score`;
    expect(holding('size = "middle"', scores, { more })).toBe('b');
    expect(holding('friend.size = "big"', scores, { more })).toBe('a');
    expect(holding('friend.double is missing', scores, { more })).toBe('b c');
  });
});

describe('enter and leave', () => {
  const kept = `segment kept of contact {
    enter {
      score > 6
    }
    leave {
      score < 3
    }
  }`;

  it.each([
    [[], 'c'],
    [['b'], 'b c'],
    [['a', 'b'], 'b c'],
  ])('after %j', (before, members) => {
    const previous = new Map([['kept', new Set(before)]]);
    expect(membersOf(kept, scores, { previous })['kept']).toBe(members);
  });

  it('keeps nobody in a draft', () => {
    const previous = new Map([['kept', new Set(['b'])]]);
    const draft = kept.replace('enter', 'status: draft\n enter');
    expect(membersOf(draft, scores, { previous })['kept']).toBe('c');
  });
});

function logged(
  key: string,
  change: LoggedChange['change'],
  at: string,
  refreshId: string,
): LoggedChange {
  return { segment: 'vips', key, change, at, refreshId };
}

describe('the history of memberships', () => {
  const setting: Setting = {
    more: 'segment vips of contact {\n}',
    log: [
      logged('a', 'entered', '2026-10-01T12:00:00Z', '1'),
      logged('a', 'left', '2026-10-26T12:00:00Z', '2'),
      logged('b', 'entered', '2026-10-30T12:00:00Z', '3'),
      logged('c', 'entered', '2026-11-02T12:00:00Z', '4'),
      logged('d', 'left', '2026-10-20T12:00:00Z', 'r10'),
      logged('d', 'entered', '2026-10-20T12:00:00Z', 'r09'),
    ],
  };
  const tables: Tables = { contacts: [...people('a b c d'), { id: 'e', friend_id: 'a' }] };

  it.each([
    // What happens now is not seen.
    ['entered segment vips', 'a b d'],
    ['entered segment vips in last 7 days', 'b'],
    ['left segment vips in last 7 days', 'a'],
    ['left segment vips on 2026-10-26', 'a'],
    ['was in segment vips 7 days ago', 'a'],
    ['was in segment vips 6 days ago', ''],
    ['was in segment vips 3 days ago', ''],
    ['was in segment vips 2 days ago', 'b'],
    ['was in segment vips at 2026-10-02T00:00:00Z', 'a'],
    ['was in segment vips in last 7 days', 'a b'],
    ['was in segment vips in last 6 days', 'b'],
    ['was in segment vips on 2026-10-20', 'a d'],
    ['was in segment vips on 2026-10-21', 'a'],
    // Of a time still to come, the last change before now decides.
    ['was in segment vips on 2026-12-24', 'b'],
    ['was not in segment vips 7 days ago', 'b c d e'],
    ['not entered segment vips', 'c e'],
    ['friend was in segment vips 7 days ago', 'e'],
    ['friend was not in segment vips 7 days ago or missing', 'a b c d'],
    ['friend left segment vips in last 7 days', 'e'],
  ])('%s', (condition, members) => {
    expect(holding(condition, tables, setting)).toBe(members);
  });
});

describe('samples', () => {
  const keys = Array.from({ length: 200 }, (_, index) => `k${String(index)}`);
  const tables: Tables = { contacts: people(keys.join(' ')) };

  it('go by the first 32 bits of the MD5 of the seed, a colon and the key', () => {
    const expected = keys
      .filter((key) => {
        const bits = createHash('md5').update(`pilot:${key}`).digest().readUInt32BE(0);
        return bits >= 0.25 * 2 ** 32 && bits < 0.5 * 2 ** 32;
      })
      .toSorted()
      .join(' ');
    expect(holding('in sample 25%..50% seed "pilot"', tables)).toBe(expected);
  });

  it('of the whole has everybody, but no related object that is missing', () => {
    expect(holding('in sample 100% seed "x"', scores)).toBe('a b c');
    expect(holding('friend in sample 100% seed "x"', scores)).toBe('a');
    expect(holding('friend not in sample 100% seed "x" or missing', scores)).toBe('b c');
  });
});
