// `take` on DuckDB against an evaluator of its own, over random small data: what is left after where and except, ranked.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, planOf, published } from '../memory-warehouse.ts';
import { type Take, taken } from './evaluator.ts';
import { type Grouping, type Item, load, membersOf, model, someItems, tables } from './items.ts';
import { percent, type Rational, rational } from './rational.ts';

interface Case {
  readonly text: string;
  readonly value: string;
  readonly take: Take;
  readonly grouping: Grouping;
}

function boundOf(text: string): Rational {
  return text.endsWith('%') ? percent(text) : rational(BigInt(text));
}

function rankingOf(text: string): Case {
  const found =
    /^(top|bottom) (?:(\S+)\.\.)?(\S+?)( of total)? by (.+?)( per kind)?( with ties)?$/.exec(text);
  if (found === null) throw new Error(`no ranking: ${text}`);
  const [, direction, from, to = '', ofTotal, value = '', per, ties] = found;
  const share = to.endsWith('%') ? 'rows' : 'places';
  return {
    text,
    value,
    take: {
      direction: direction === 'top' ? 'top' : 'bottom',
      of: ofTotal === undefined ? share : 'total',
      from: from === undefined ? undefined : boundOf(from),
      to: boundOf(to),
      ties: ties !== undefined,
    },
    grouping: { byKind: per !== undefined, among: false },
  };
}

const rankings = [
  'top 3 by points',
  'top 1 by price',
  'bottom 2 by price',
  'bottom 2 by made_on',
  'top 2 by points per kind',
  'top 2 by price with ties',
  'bottom 1 by points per kind with ties',
  'top 2..4 by price',
  'top 2..3 by price with ties',
  'bottom 3..3 by sum(sales.units) per kind',
  'top 4 by avg(sales.units)',
  'top 2 by price / points with ties',
  'top 10% by price',
  'top 20% by price',
  'top 50% by points per kind',
  'bottom 25% by made_on with ties',
  'top 100% by points',
  'top 33.3%..66.6% by points',
  'bottom 20%..40% by price with ties',
  'top 80% of total by price',
  'top 50% of total by points',
  'bottom 20% of total by price',
  'top 60% of total by points per kind',
  'top 50% of total by price with ties',
  'bottom 40%..80% of total by points with ties',
  'top 70%..90% of total by sum(sales.units)',
  'top 57.31% of total by price / points',
  'top 57.31% of total by avg(sales.units) with ties',
].map(rankingOf);

/** What `where` and `except` leave in the segments below. */
function isLeft({ tag, points }: Item): boolean {
  return tag === 'x' && points !== -2;
}

describe('take', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => {
    warehouse.close();
  });

  async function keysOf(sql: string): Promise<readonly number[]> {
    const rows = await warehouse.rows(sql);
    return rows.map(([id]) => Number(id)).toSorted((a, b) => a - b);
  }

  it.each(rankings.map((one) => [one.text, one] as const))('%s', async (text, ranking) => {
    const plan = planOf(`${model}
segment everything of item { take ${text} }
segment rest of item {
  take ${text}
  except points = -2
  where { tag = "x" }
}
segment others of item { where { not in segment draft } }
segment draft of item {
  status: draft
  take ${text}
}
`);
    const sql = (name: string): string => printSegmentQuery(plan, name, duckdbDialect, published);
    const [everything, rest, others] = [sql('everything'), sql('rest'), sql('others')];
    await fc.assert(
      fc.asyncProperty(someItems, async (items) => {
        await load(warehouse, items);
        const members = membersOf(items, ranking.value, ranking.grouping);
        const wanted = taken(members, ranking.take).toSorted((a, b) => a - b);
        expect(await keysOf(everything)).toEqual(wanted);
        const left = members.map((member, index) => {
          const item = items[index];
          return { ...member, counts: item !== undefined && isLeft(item) };
        });
        expect(await keysOf(rest)).toEqual(taken(left, ranking.take).toSorted((a, b) => a - b));
        const complement = items.map(({ id }) => id).filter((id) => !wanted.includes(id));
        expect(await keysOf(others)).toEqual(complement.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });

  it('adjoining ranges share out what is ranked', async () => {
    const parts = [
      ['1..2', '3..5', '6..10'],
      ['0%..30%', '30%..70%', '70%..100%'],
      ['0%..30% of total', '30%..70% of total', '70%..100% of total'],
    ];
    for (const ranges of parts) {
      for (const ending of ['', ' per kind', ' with ties', ' per kind with ties']) {
        const segments = ranges.map(
          (range, index) => `segment s${index} of item { take top ${range} by price${ending} }`,
        );
        const plan = planOf(`${model}\n${segments.join('\n')}\n`);
        const queries = plan.segments.map(({ name }) =>
          printSegmentQuery(plan, name, duckdbDialect, published),
        );
        await fc.assert(
          fc.asyncProperty(someItems, async (items) => {
            await load(warehouse, items);
            const found = [];
            for (const query of queries) found.push(...(await keysOf(query)));
            const isPositive = ranges[0]?.endsWith('total') === true;
            const ranked = items.filter(
              ({ cents, kind }) =>
                cents !== null &&
                (!isPositive || cents > 0) &&
                (!ending.includes('per') || kind !== null),
            );
            expect(found.toSorted((a, b) => a - b)).toEqual(
              ranked.map(({ id }) => id).toSorted((a, b) => a - b),
            );
          }),
          { numRuns: 10 },
        );
      }
    }
  });
});
