// Where segments that rank can stand: referred to, written out with parameters, over relations, in each other. By hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import { snowflakeDialect } from '../../../dialects/snowflake/dialect.ts';
import { MemoryWarehouse, planOf, published } from '../memory-warehouse.ts';
import { model, tables } from './items.ts';

// price: 1 → 60, 2 → 20, 3 → 20, 4 → 0, 5 → none, 6 → -5, 7 → 100 but without kind
const rows = `
INSERT INTO t.items VALUES
  (1, 'a', 'x', 1, 60, DATE '2025-10-20', 1, false), (2, 'a', 'y', 2, 20, DATE '2025-10-30', 1, false),
  (3, 'b', 'x', 3, 20, NULL, 2, false), (4, 'b', NULL, 4, 0, NULL, 2, false), (5, 'b', 'x', 5, NULL, NULL, 77, false),
  (6, 'b', 'x', 6, -5, NULL, NULL, false), (7, NULL, 'x', 7, 100, NULL, 2, false), (9, 'b', 'x', 1000, 1000, NULL, 1, true);
INSERT INTO t.owners VALUES (1), (2), (3);
`;

const segments = `
segment top_two of item { take top 2 by price }
segment cheap of item {
  status: draft
  where { kind is known }
  take bottom 2 by price
}
segment best(many: int = 1, wanted: text = "a") of item {
  where { kind = $wanted }
  take top $many by price
}
segment share(part: percent) of item { take top $part of total by price }
segment between(first: int, last: int) of item { take top $first..$last by price }
segment no_kind_left_out of item { take top 1 by price per kind }
segment per_two of item { take top 1 by price per kind, tag }
segment best_of_best of item {
  where { in segment top_two }
  take bottom 1 by price
}
segment recent of item {
  where { made_on in last 7 days }
  take top 1 by price
}
trait item.place: int? = rank(price) among { in segment top_two or in segment best(many: 2, wanted: "b") }
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  // a tie of 20 is decided by key, a missing price is not ranked
  ['in segment top_two', ['1', '7']],
  ['not in segment top_two', ['2', '3', '4', '5', '6']],
  ['in segment cheap', ['4', '6']],
  ['not in segment cheap', ['1', '2', '3', '5', '7']],
  ['in segment best', ['1']],
  ['in segment best(many: 2)', ['1', '2']],
  ['in segment best(many: 1, wanted: "b")', ['3']],
  ['in segment best(many: 9, wanted: "b")', ['3', '4', '6']],
  ['not in segment best(many: 9, wanted: "b")', ['1', '2', '5', '7']],
  // the total is 200: 7 begins at 0 %, 1 at 50 %, 2 at 80 %, 3 at 90 %
  ['in segment share(part: 50%)', ['7']],
  ['in segment share(part: 50.1%)', ['1', '7']],
  ['in segment share(part: 80%)', ['1', '7']],
  ['in segment share(part: 90%)', ['1', '2', '7']],
  ['in segment share(part: 100%)', ['1', '2', '3', '7']],
  ['in segment between(first: 2, last: 3)', ['1', '2']],
  ['in segment between(first: 3, last: 2)', []],
  ['in segment no_kind_left_out', ['1', '3']],
  ['in segment per_two', ['1', '2', '3']],
  ['in segment best_of_best', ['1']],
  ['in segment recent', ['2']],
  ['place = 1', ['7']],
  ['place = 3', ['3']],
  ['place is missing', ['2', '5', '6']],
  ['has owner.items where in segment top_two', ['1', '2', '3', '4', '7']],
  ['count(owner.items where in segment best(many: 2)) = 2', ['1', '2']],
  ['has owner.items as other where { in segment cheap, points < item.points }', ['7']],
  ['case { when in segment share(part: 50%) then 1, else 2 } = 1', ['7']],
];

describe('segments that rank', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables + rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  it.each(cases)('%s', async (condition, expected) => {
    const text = `${model}${segments}segment s of item { where { ${condition} } }\n`;
    const now = '2025-11-01T12:00:00Z';
    expect((await warehouse.membersOfAll(planOf(text, now))).get('s')).toEqual(expected);
  });

  it('are published like any other, with columns', async () => {
    const plan = planOf(`${model}
segment s of item {
  publish: [price, kind]
  take top 2 by price
}
`);
    expect((await warehouse.membersOfAll(plan)).get('s')).toEqual(['1', '7']);
    const found = await warehouse.rows(
      'SELECT CAST(id AS INTEGER), kind FROM segments.s ORDER BY id',
    );
    expect(found).toEqual([
      [1, 'a'],
      [7, null],
    ]);
  });

  it('rank nothing where nothing is left', async () => {
    const plan = planOf(`${model}
segment s of item {
  where { points > 100 }
  take top 80% of total by price
}
segment t of item {
  where { points > 5, points < 7 }
  take top 80% of total by price
}
`);
    const members = await warehouse.membersOfAll(plan);
    expect([members.get('s'), members.get('t')]).toEqual([[], []]);
  });

  it('share one ranking between the segments of a run', () => {
    const plan = planOf(`${model}
segment a of item { take top 2 by price }
segment b of item { where { in segment c } }
segment c of item {
  status: draft
  take top 2 by price
}
`);
    expect(plan.features.map(({ usedBy }) => usedBy)).toEqual([['a', 'b']]);
  });

  it('change with time when what they rank does', () => {
    const plan = planOf(`${model}
segment a of item { take top 1 by days_since(made_on) }
segment b of item { take top 1 by price }
segment c of item { where { in segment a } }
`);
    expect(plan.segments.map(({ name, timeDependent }) => [name, timeDependent])).toEqual([
      ['a', true],
      ['b', false],
      ['c', true],
    ]);
  });

  it('are written for Snowflake without what only DuckDB has', () => {
    const plan = planOf(`${model}
segment a of item { take top 10%..80% of total by price / points per kind with ties }
`);
    const sql = printSegmentQuery(plan, 'a', snowflakeDialect, published);
    expect(sql).toContain('RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW');
    expect(sql).not.toMatch(/QUALIFY|PRECEDING AND \d/);
  });
});
