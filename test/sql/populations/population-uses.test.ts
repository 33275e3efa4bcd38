// Where ranks and numbers of peers can stand: over relations, in collections, in each other, in templates, negated. By hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryWarehouse, planOf } from '../memory-warehouse.ts';
import { model, tables } from './items.ts';

// points: 1 → 10, 2 → 10, 3 → 5, 4 → none, 5 → -1, 6 → 5 (kind missing)
const rows = `
INSERT INTO t.items VALUES
  (1, 'a', 'x', 10, 4, NULL, 1, false), (2, 'a', 'y', 10, 1, NULL, 1, false), (3, 'b', 'x', 5, 1, NULL, 2, false),
  (4, 'b', NULL, NULL, 0, NULL, 2, false), (5, 'b', 'x', -1, NULL, NULL, 77, false), (6, NULL, 'x', 5, 2, NULL, NULL, false),
  (9, 'b', 'x', 1000, 1000, NULL, 1, true);
INSERT INTO t.owners VALUES (1), (2), (3);
INSERT INTO t.sales VALUES (1, 3, 1), (2, 4, 1), (3, 5, 3), (4, 1, 6), (5, 1, 6);
`;

const traits = `
// 1, 2 → 1; 3, 6 → 3; 5 → 5; 4 none
trait item.place: int? = rank(points)
// a: 1, 2 → 1; b: 3 → 1, 5 → 2
trait item.place_in_kind: int? = rank(points, per: kind)
// of those sold: 1 → 7, 3 → 5, 6 → 2
trait item.sold_place: int? = rank(sum(sales.units)) among { has sales }
// a → 10, b → (5 - 1) / 2 = 2
trait item.against_kind: decimal? = points / peer_avg(points, group: kind)
// 3 → 2.5, then 1, 2 → 1, then 5 → -0.5
trait item.place_of_ratio: int? = rank(against_kind)
trait item.kind_size: int? = peer_count(id, group: kind)
trait item.level: text? = case { when place = 1 then "first", when place <= 3 then "middle", when place is known then "last" }
trait item.place_among_middle: int? = rank(id_order) among { level = "middle" }
trait item.id_order: int? = case { when id = "3" then 30, when id = "6" then 60 }
trait owner.best: int? = min(items.place)
trait owner.place: int? = rank(sum(items.points))
`;

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['place = 1', ['1', '2']],
  ['place = 3', ['3', '6']],
  ['place in 2..5', ['3', '5', '6']],
  ['place is missing', ['4']],
  ['not place = 1', ['3', '4', '5', '6']],
  ['place != 1 and known', ['3', '5', '6']],
  ['place > 1 or missing', ['3', '4', '5', '6']],
  ['place_in_kind = 1', ['1', '2', '3']],
  ['place_in_kind is missing', ['4', '6']],
  ['sold_place = 1', ['1']],
  ['sold_place = 3', ['6']],
  ['sold_place is missing', ['2', '4', '5']],
  ['against_kind = 1', ['1', '2']],
  ['against_kind = 2.5', ['3']],
  ['against_kind is missing', ['4', '6']],
  ['place_of_ratio = 1', ['3']],
  ['place_of_ratio = 2', ['1', '2']],
  ['place_of_ratio = 4', ['5']],
  ['kind_size = 3', ['3', '4', '5']],
  ['kind_size is missing', ['6']],
  ['level = "middle"', ['3', '6']],
  ['level != "middle" or missing', ['1', '2', '4', '5']],
  // the population of the second rank is made of the first: 6 before 3
  ['place_among_middle = 1', ['6']],
  ['place_among_middle = 2', ['3']],
  // over a to-one relation; 5 has an owner that does not exist, 6 has none
  ['owner.place = 1', ['1', '2']],
  ['owner.place is missing', ['5', '6']],
  ['owner.place != 1 or missing', ['3', '4', '5', '6']],
  ['owner.best = 1', ['1', '2']],
  // inside a collection, and compared with the outer row
  ['has owner.items where place = 3', ['3', '4']],
  ['count(owner.items where place = item.place) = 2', ['1', '2']],
  ['count(owner.items where place_in_kind = 1) = 1', ['3', '4']],
  ['sum(owner.items.place) = 2', ['1', '2']],
  ['all sales have item.place = 1', ['1']],
  ['in segment template(least: 3)', ['3', '5', '6']],
  ['not in segment template(least: 3)', ['1', '2', '4']],
  ['in segment published', ['1', '2']],
];

describe('numbers of a population', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables + rows);
  });
  afterAll(() => {
    warehouse.close();
  });

  const others = `
segment template(least: int) of item { where { place >= $least } }
segment published of item { where { place = 1 } }
`;

  it.each(cases)('%s', async (condition, expected) => {
    const text = `${model}${traits}${others}segment s of item { where { ${condition} } }\n`;
    expect((await warehouse.membersOfAll(planOf(text))).get('s')).toEqual(expected);
  });

  it('are in groups of several values, missing where one of them is', async () => {
    const plan = planOf(`${model}
trait item.place: int? = rank(points, per: kind, per: tag)
trait item.peers: int? = peer_count(id, group: kind, group: tag)
segment first of item { where { place = 1 } }
segment second of item { where { place = 2 } }
segment ungrouped of item { where { peers is missing } }
segment alone of item { where { peers = 1 } }
`);
    // a x: 1; a y: 2; b x: 3, 5; 4 has no tag, 6 no kind
    expect(Object.fromEntries(await warehouse.membersOfAll(plan))).toEqual({
      first: ['1', '2', '3'],
      second: ['5'],
      ungrouped: ['4', '6'],
      alone: ['1', '2'],
    });
  });

  it('are in groups of addresses whatever their case', async () => {
    const text = model.replace('tag: text?', 'tag: email?');
    const plan = planOf(`${text}
trait item.peers: int? = peer_count(id, group: tag)
segment s of item { where { peers = 4 } }
`);
    await warehouse.run("UPDATE t.items SET tag = 'X' WHERE id = 3");
    const found = (await warehouse.membersOfAll(plan)).get('s');
    await warehouse.run("UPDATE t.items SET tag = 'x' WHERE id = 3");
    expect(found).toEqual(['1', '3', '5', '6']);
  });

  it('may not depend on the segment that uses them', () => {
    const text = `${model}
trait item.place: int? = rank(points) among { in segment s }
segment s of item { take top 2 by place }
`;
    expect(() => planOf(text)).toThrow(/SEG4001/);
  });

  it('are computed once for all segments of a run', () => {
    const plan = planOf(`${model}${traits}
segment a of item { where { place = 1 } }
segment b of item { where { place = 2, has owner.items where place = 3 } }
segment c of owner { where { best = 1 } }
`);
    const populations = plan.features.filter(({ kind }) => kind === 'population');
    expect(populations.map(({ usedBy }) => usedBy)).toEqual([['a', 'b', 'c']]);
  });

  it('change by the passing of time when their population does', () => {
    const plan = planOf(`${model}
trait item.recent: int? = rank(points) among { made_on in last 30 days }
segment a of item { where { recent = 1 } }
segment b of item { where { points = 1 } }
`);
    expect(plan.segments.map(({ timeDependent }) => timeDependent)).toEqual([true, false]);
  });

  it('refer to segments in their population', async () => {
    const plan = planOf(`${model}
trait item.chosen: int? = rank(points) among { not in segment low, in segment template(least: 0) }
segment low of item { where { points < 0 } }
segment template(least: int) of item { where { points >= $least } }
segment s of item { where { chosen = 3 } }
`);
    expect(plan.segments.map(({ name }) => name)).toEqual(['low', 's']);
    expect((await warehouse.membersOfAll(plan)).get('s')).toEqual(['3', '6']);
  });
});
