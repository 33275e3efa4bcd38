// The reference interpreter: numbers of a population and `take`. docs/language.md, "Ranks, shares and numbers of peers" and "`take`".
import { describe, expect, it } from 'vitest';
import { holding, membersOf, type Tables } from './small-world.ts';

const five: Tables = {
  contacts: [
    { id: 'a', score: '10', name: 'x' },
    { id: 'b', score: '20', name: 'x' },
    { id: 'c', score: '20', name: 'y' },
    { id: 'd', score: '70', name: 'y' },
    { id: 'e', score: '-5', name: null },
    { id: 'none', score: null, name: 'x' },
  ],
};

/** Who has this value of the trait. */
function having(trait: string, type: string, condition: string): string {
  return holding(`t ${condition}`, five, { more: `trait contact.t: ${type} = ${trait}` });
}

describe('numbers of a population', () => {
  it.each([
    // Five known values in tiles of 2, 2 and 1; equal values in the order of their keys.
    ['ntile(3, score)', 'int?', '= 1', 'a e'],
    ['ntile(3, score)', 'int?', '= 2', 'b c'],
    ['ntile(3, score)', 'int?', '= 3', 'd'],
    ['ntile(4, score)', 'int?', '= 2', 'b'],
    ['ntile(3, score)', 'int?', 'is missing', 'none'],
    ['rank(score)', 'int?', '= 1', 'd'],
    ['rank(score)', 'int?', '= 2', 'b c'],
    ['rank(score)', 'int?', '= 4', 'a'],
    ['rank(score, per: name)', 'int?', '= 1', 'b d'],
    ['rank(score, per: name)', 'int?', 'is missing', 'e none'],
    ['rank(score) among {\n score > 0\n }', 'int?', 'is missing', 'e none'],
    // Of four others, two are lower than 20.
    ['percent_rank(score)', 'percent?', '= 50%', 'b c'],
    ['percent_rank(score)', 'percent?', '= 100%', 'd'],
    ['percent_rank(score, per: name)', 'percent?', '= 0%', 'a c'],
    // 70, 90 (b before c), 110, 120 of 120; what is not above 0 adds nothing.
    ['cumulative_share(score)', 'percent?', '= 75%', 'b'],
    ['cumulative_share(score)', 'percent?', '= 100%', 'a e'],
    ['peer_count(score)', 'int', '= 5', 'a b c d e none'],
    ['peer_count(score, group: name)', 'int?', '= 2', 'a b c d none'],
    ['peer_sum(score, group: name)', 'int?', '= 30', 'a b none'],
    ['peer_sum(score) among {\n score > 1000\n }', 'int', '= 0', 'a b c d e none'],
    ['peer_avg(score, group: name)', 'decimal?', '= 15', 'a b none'],
    ['peer_max(score, group: name)', 'int?', '= 70', 'c d'],
    ['peer_min(score, group: name)', 'int?', 'is missing', 'e'],
    ['peer_median(score)', 'decimal?', '= 20', 'a b c d e none'],
    // 90 % of 4 is 3.6: 20 + 0.6 * 50.
    ['peer_percentile(90%, score)', 'decimal?', '= 50', 'a b c d e none'],
    // Of 20 and 70: the deviations are 25, so the root of 1250.
    ['round(peer_stddev(score, group: name) * 1000)', 'int?', '= 35355', 'c d'],
  ])('%s: %s %s', (trait, type, condition, members) => {
    expect(having(trait, type, condition)).toBe(members);
  });

  it('a percent rank of one object is missing', () => {
    const one: Tables = { contacts: [{ id: 'a', score: '1' }] };
    const more = 'trait contact.t: percent? = percent_rank(score)';
    expect(holding('t is missing', one, { more })).toBe('a');
  });
});

describe('take', () => {
  it.each([
    ['top 2 by score', 'b d'],
    ['top 2 by score with ties', 'b c d'],
    ['bottom 2 by score', 'a e'],
    ['bottom 3 by score', 'a b e'],
    ['top 2..3 by score', 'b c'],
    // Of five, 20 % are one, 21 % are two.
    ['top 20% by score', 'd'],
    ['top 21% by score', 'b d'],
    ['top 20%..60% by score', 'b c'],
    ['top 60%..100% by score', 'a e'],
    // 70 of 120 is 58.3 %, 90 is 75 %: with the object that reaches it.
    ['top 58% of total by score', 'd'],
    ['top 75% of total by score', 'b d'],
    ['top 76% of total by score', 'b c d'],
    ['top 100% of total by score', 'a b c d'],
    ['top 58%..100% of total by score', 'a b c'],
    ['top 70% of total by score with ties', 'b c d'],
    ['top 1 by score per name', 'b d'],
    ['top 1 by score per name with ties', 'b d'],
  ])('%s', (take, members) => {
    const found = membersOf(`segment t of contact {\n take ${take}\n}`, five);
    expect(found['t']).toBe(members);
  });

  it.each([
    ['VARCHAR', '10', '9'],
    ['BIGINT', '9', '10'],
  ])('ranks equal values by keys that are stored as %s', (id, first, second) => {
    const contacts = ['10', '9'].map((key) => ({ id: key, score: '1' }));
    const columnTypes = { contacts: { id } };
    const ranked = `segment t of contact {\n take top 1 by score\n}
      segment u of contact {\n where {\n tile = 2\n }\n}
      trait contact.tile: int? = ntile(2, score)`;
    expect(membersOf(ranked, { contacts }, { columnTypes })).toEqual({ t: first, u: second });
  });

  it('ranks what `where` and `except` leave', () => {
    const found = membersOf(
      `segment t of contact {
        take top 1 by score
        where {
          score < 70
        }
        except id = "b"
      }
      segment not_t of contact {
        where {
          not in segment t
        }
      }`,
      five,
    );
    expect(found).toEqual({ t: 'c', not_t: 'a b d e none' });
  });
});
