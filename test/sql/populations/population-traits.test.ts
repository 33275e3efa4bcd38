// Ranks, shares and numbers of peers on DuckDB against an evaluator of their own, over random small data.
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSegmentQuery } from '../../../compiler/sql/print-segment-query.ts';
import { duckdbDialect } from '../../../dialects/duckdb/dialect.ts';
import { MemoryWarehouse, planOf, published } from '../memory-warehouse.ts';
import * as E from './evaluator.ts';
import {
  condition,
  type Grouping,
  type Item,
  load,
  membersOf,
  model,
  someItems,
  tables,
  valuesOf,
} from './items.ts';
import { compare, percent, type Rational, rational, toNumber } from './rational.ts';

interface Function {
  /** With `V` for the value. */
  readonly text: string;
  readonly named: 'per' | 'group';
  readonly type: string;
  readonly measure: E.Measure;
  /** Values that it is tried with. */
  readonly of: readonly string[];
  /** Whether the result is the double nearest to the true one. */
  readonly exact: boolean;
}

const ordered = [
  'points',
  'price',
  'made_on',
  'sum(sales.units)',
  'avg(sales.units)',
  'price / points',
];
const amounts = ['points', 'price', 'sum(sales.units)', 'points * 2 - 1'];
const quotients = ['avg(sales.units)', 'price / points'];

const functions: readonly Function[] = [
  {
    text: 'ntile(3, V)',
    named: 'per',
    type: 'int?',
    measure: E.ntile(3),
    of: ordered,
    exact: true,
  },
  {
    text: 'ntile(5, V)',
    named: 'per',
    type: 'int?',
    measure: E.ntile(5),
    of: ['price'],
    exact: true,
  },
  { text: 'rank(V)', named: 'per', type: 'int?', measure: E.rank, of: ordered, exact: true },
  {
    text: 'percent_rank(V)',
    named: 'per',
    type: 'percent?',
    measure: E.percentRank,
    of: ordered,
    exact: true,
  },
  {
    text: 'cumulative_share(V)',
    named: 'per',
    type: 'percent?',
    measure: E.cumulativeShare,
    of: amounts,
    exact: true,
  },
  {
    text: 'cumulative_share(V)',
    named: 'per',
    type: 'percent?',
    measure: E.cumulativeShare,
    of: quotients,
    exact: false,
  },
  {
    text: 'peer_count(V)',
    named: 'group',
    type: 'int?',
    measure: E.peerCount,
    of: ordered,
    exact: true,
  },
  {
    text: 'peer_sum(V)',
    named: 'group',
    type: 'TYPE',
    measure: E.peerSum,
    of: amounts,
    exact: true,
  },
  {
    text: 'peer_sum(V)',
    named: 'group',
    type: 'TYPE',
    measure: E.peerSum,
    of: quotients,
    exact: false,
  },
  {
    text: 'peer_avg(V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerAvg,
    of: amounts,
    exact: true,
  },
  {
    text: 'peer_avg(V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerAvg,
    of: quotients,
    exact: false,
  },
  {
    text: 'peer_min(V)',
    named: 'group',
    type: 'TYPE',
    measure: E.peerMin,
    of: ['points', 'price', ...quotients],
    exact: true,
  },
  {
    text: 'peer_max(V)',
    named: 'group',
    type: 'TYPE',
    measure: E.peerMax,
    of: ['points', 'price', ...quotients],
    exact: true,
  },
  {
    text: 'peer_median(V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerPercentile(percent('50%')),
    of: amounts,
    exact: true,
  },
  {
    text: 'peer_percentile(12.5%, V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerPercentile(percent('12.5%')),
    of: ['price'],
    exact: false,
  },
  {
    text: 'peer_percentile(90%, V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerPercentile(percent('90%')),
    of: [...amounts, ...quotients],
    exact: false,
  },
  {
    text: 'peer_percentile(0%, V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerPercentile(percent('0%')),
    of: ['price'],
    exact: true,
  },
  {
    text: 'peer_percentile(100%, V)',
    named: 'group',
    type: 'MIDDLE',
    measure: E.peerPercentile(percent('100%')),
    of: ['price'],
    exact: true,
  },
];

/** The deviation is compared through its square. */
const deviation: Function = {
  text: 'peer_stddev(V)',
  named: 'group',
  type: 'MIDDLE',
  measure: E.peerVariance,
  of: [...amounts, ...quotients],
  exact: false,
};

const groupings: readonly Grouping[] = [
  { byKind: false, among: false },
  { byKind: true, among: false },
  { byKind: false, among: true },
  { byKind: true, among: true },
];

interface Trait extends Grouping {
  readonly name: string;
  readonly call: string;
  readonly type: string;
  readonly value: string;
  readonly of: Function;
}

/** Each function with each of its values, in two of the four groupings, taking turns. */
const traits: readonly Trait[] = [...functions, deviation].flatMap((of, first) =>
  of.of.flatMap((value, second) =>
    [0, 1].map((turn): Trait => {
      const grouping = groupings[(first + second + 2 * turn + turn) % 4] ?? {
        byKind: false,
        among: false,
      };
      const argument = grouping.byKind ? `${value}, ${of.named}: kind` : value;
      const among = grouping.among ? ` among { ${condition} }` : '';
      const call = `${of.text.replace('V', argument)}${among}`;
      const money = value === 'price';
      const type = {
        TYPE: money ? 'money(USD)?' : 'decimal?',
        MIDDLE: money ? 'money(USD)?' : 'decimal?',
      }[of.type];
      return {
        ...grouping,
        name: `t${first}_${second}_${turn}`,
        call,
        type: typeOf(type ?? of.type, value),
        value,
        of,
      };
    }),
  ),
);

function typeOf(type: string, value: string): string {
  return value === 'price / points' && type === 'decimal?' ? 'money(USD)?' : type;
}

function expected(trait: Trait, items: readonly Item[], item: Item): Rational | undefined {
  const members = membersOf(items, trait.value, trait);
  const member = members.find(({ key }) => key === item.id);
  if (member === undefined) throw new Error('no member');
  return trait.of.measure(members, member);
}

function checkValue(trait: Trait, found: unknown, wanted: Rational | undefined): void {
  if (wanted === undefined) {
    expect(found).toBeNull();
    return;
  }
  expect(found).not.toBeNull();
  // A quotient of 0 and a negative number is a negative 0, which equals 0.
  const number = Number(found) + 0;
  if (trait.of === deviation) expect(number * number).toBeCloseTo(toNumber(wanted), 8);
  else if (trait.of.exact) expect(number).toBe(toNumber(wanted));
  else expect(number).toBeCloseTo(toNumber(wanted), 9);
}

describe('ranks, shares and numbers of peers', () => {
  let warehouse: MemoryWarehouse;
  beforeAll(async () => {
    warehouse = await MemoryWarehouse.open(tables);
  });
  afterAll(() => {
    warehouse.close();
  });

  it('are tried with every value', () => {
    expect(new Set(traits.map(({ value }) => value))).toEqual(new Set(Object.keys(valuesOf)));
  });

  const parts = [...functions, deviation].map((of) => traits.filter((trait) => trait.of === of));
  it.each(parts.map((part) => [part[0]?.of.text ?? '', part[0]?.of.exact, part] as const))(
    '%s is what the evaluator says (exactly: %s)',
    async (_text, _exact, part) => {
      const declared = part.map(({ name, type, call }) => `trait item.${name}: ${type} = ${call}`);
      const plan = planOf(`${model}\n${declared.join('\n')}
segment s of item { publish: [${part.map(({ name }) => name).join(', ')}] }
`);
      const sql = printSegmentQuery(plan, 's', duckdbDialect, published);
      await fc.assert(
        fc.asyncProperty(someItems, async (items) => {
          await load(warehouse, items);
          const rows = await warehouse.rows(sql);
          expect(rows.map(([id]) => Number(id)).toSorted((a, b) => a - b)).toEqual(
            items.map(({ id }) => id).toSorted((a, b) => a - b),
          );
          for (const item of items) {
            const [, ...found] = rows.find(([id]) => Number(id) === item.id) ?? [];
            part.forEach((trait, index) => {
              checkValue(trait, found[index], expected(trait, items, item));
            });
          }
        }),
        { numRuns: 40 },
      );
    },
  );

  /** A condition, and the same over exact fractions. */
  const thresholds: readonly (readonly [
    string,
    string,
    E.Measure,
    (own: Rational, wanted: Rational) => boolean,
  ])[] = [
    [
      'p >= 50%',
      'p: percent? = percent_rank(price)',
      E.percentRank,
      (_, found) => compare(found, percent('50%')) >= 0,
    ],
    [
      'p < 25%',
      'p: percent? = percent_rank(price)',
      E.percentRank,
      (_, found) => compare(found, percent('25%')) < 0,
    ],
    [
      'c <= 80%',
      'c: percent? = cumulative_share(price)',
      E.cumulativeShare,
      (_, found) => compare(found, percent('80%')) <= 0,
    ],
    [
      'c = 40%',
      'c: percent? = cumulative_share(price)',
      E.cumulativeShare,
      (_, found) => compare(found, percent('40%')) === 0,
    ],
    [
      'price >= a',
      'a: money(USD)? = peer_avg(price)',
      E.peerAvg,
      (own, found) => compare(own, found) >= 0,
    ],
    [
      'price > m',
      'm: money(USD)? = peer_median(price)',
      E.peerPercentile(percent('50%')),
      (own, found) => compare(own, found) > 0,
    ],
    [
      'price >= q',
      'q: money(USD)? = peer_percentile(70%, price)',
      E.peerPercentile(percent('70%')),
      (own, found) => compare(own, found) >= 0,
    ],
    [
      'price > q',
      'q: money(USD)? = peer_percentile(29%, price)',
      E.peerPercentile(percent('29%')),
      (own, found) => compare(own, found) > 0,
    ],
    [
      'price = q',
      'q: money(USD)? = peer_percentile(75%, price)',
      E.peerPercentile(percent('75%')),
      (own, found) => compare(own, found) === 0,
    ],
  ];

  it.each(thresholds)(
    '%s holds exactly at its threshold: %s',
    async (text, trait, measure, holds) => {
      const plan = planOf(
        `${model}\ntrait item.${trait}\nsegment s of item { where { ${text} } }\n`,
      );
      const sql = printSegmentQuery(plan, 's', duckdbDialect, published);
      await fc.assert(
        fc.asyncProperty(someItems, async (items) => {
          await load(warehouse, items);
          const members = membersOf(items, 'price', { byKind: false, among: false });
          const wanted = members.filter((member) => {
            const found = measure(members, member);
            return found !== undefined && member.value !== undefined && holds(member.value, found);
          });
          const rows = await warehouse.rows(sql);
          expect(rows.map(([id]) => Number(id)).toSorted((a, b) => a - b)).toEqual(
            wanted.map(({ key }) => key).toSorted((a, b) => a - b),
          );
        }),
        { numRuns: 60 },
      );
    },
  );

  it('finds exactly what exact arithmetic finds', () => {
    expect(toNumber(rational(1, 3))).toBe(1 / 3);
    expect(compare(percent('12.5%'), rational(1, 8))).toBe(0);
  });
});
