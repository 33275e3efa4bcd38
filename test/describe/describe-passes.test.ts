// What a batch computes, for people: the passes that a refresh really makes, who uses them, and how conditions are looked up.
import { describe, expect, it } from 'vitest';
import {
  describeAlone,
  type DescribedPasses,
  type DescribingPasses,
  describeTogether,
} from '../../compiler/describe/describe-passes.ts';
import { featureTexts } from '../../compiler/describe/feature-text.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { placesOf, printDecisions } from '../../compiler/sql/print-decisions.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';
import { noon, projectOf, published } from '../sql/memory-warehouse.ts';
import { model } from '../sql/small-shop.ts';

const traits = `
trait contact.place: int? = rank(score)
`;

interface Planned extends DescribingPasses {
  readonly names: readonly string[];
}

/** Segments s0, s1, … of contacts. */
function planned(...conditions: readonly string[]): Planned {
  const named = conditions.map((text, at) => [`s${at}`, text] as const);
  return plannedOver(`${model}\n${traits}\n`, named);
}

/** Segments of contacts, by name. */
function plannedOver(
  declared: string,
  conditions: readonly (readonly [string, string])[],
): Planned {
  const segments = conditions.map(
    ([name, text]) => `segment ${name} of contact { where { ${text} } }\n`,
  );
  const project = projectOf(`${declared}${segments.join('')}`);
  const plan = planRefresh(project, { now: noon });
  return {
    plan,
    texts: featureTexts(plan.features, project.model),
    dialect: duckdbDialect,
    relations: published,
    names: plan.segments.map(({ name }) => name),
  };
}

function kindNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, at) => `k${at + 10}`);
}

/** Events k10, k11, … of contacts, told apart by a column of one table, and a segment did_k10, … for each. */
function plannedKinds(count: number): Planned {
  const names = kindNames(count);
  const events = names.map(
    (name) =>
      `event ${name} of contact via contact_id @table("shop.deeds") @where(kind = "${name}") { at: timestamp @time, kind: text }\n`,
  );
  return plannedOver(
    `${model}\n${events.join('')}`,
    names.map((name) => [`did_${name}`, `did ${name} in last 7 days`]),
  );
}

function together(...conditions: readonly string[]): DescribedPasses {
  const given = planned(...conditions);
  return describeTogether(given, given.names);
}

describe('describeTogether', () => {
  it('says which rows a pass reads, which features it computes, and for whom', () => {
    const { passes } = together(
      'has orders in last 14 days where status = "paid"',
      'sum(orders.total in last 30 days where status = "paid") > 5 USD, has orders in last 14 days where status = "paid"',
    );
    expect(passes).toEqual([
      {
        of: 'contact',
        path: 'orders',
        tables: ['shop.orders'],
        window: 'placed_at in last 30 days',
        filter: 'status = "paid"',
        features: [
          { text: 'count(orders in last 14 days where status = "paid")', segments: ['s0', 's1'] },
          { text: 'sum(orders.total in last 30 days where status = "paid")', segments: ['s1'] },
        ],
        reasons: [{ kind: 'shared', features: 2 }],
      },
    ]);
  });

  it('counts who refers to a segment of the batch among those who use its features', () => {
    const { passes, conditions } = together('has orders', 'in segment s0, did visit');
    expect(passes.map(({ features }) => features[0]?.segments)).toEqual([['s0', 's1'], ['s1']]);
    expect(conditions).toEqual({ bits: 2, joined: 0, own: 0 });
  });

  it('names all tables of a path, and the objects that are compared', () => {
    const { passes } = together('has company.contacts.orders', 'place <= 3');
    expect(passes.map(({ path, tables }) => ({ path, tables }))).toEqual([
      { path: 'contacts.orders', tables: ['crm.contacts', 'shop.orders'] },
      { path: '', tables: ['crm.contacts'] },
    ]);
    expect(passes[0]?.of).toBe('company');
    expect(passes[1]?.reasons).toEqual([{ kind: 'apart', because: 'compares_objects' }]);
  });

  it('names the table that rows of many kinds lie in, and the kinds that one pass tells apart', () => {
    const given = plannedKinds(24);
    const { passes } = describeTogether(given, given.names);
    const first = passes[0];
    expect(first).toMatchObject({
      of: 'contact',
      path: 'deeds',
      tables: ['shop.deeds'],
      window: 'at in last 7 days',
      reasons: [{ kind: 'kinds', features: 24, kinds: 24, most: 8 }],
    });
    // Each of them is told by the name of its kind, as its segment says it.
    expect(first?.features).toEqual(
      kindNames(8).map((name) => {
        return { text: `count(${name} in last 7 days)`, segments: [`did_${name}`] };
      }),
    );
    expect(passes.map(({ filter }) => filter)).toEqual([
      'kind in ["k10", "k11", "k12", "k13", "k14", and 3 more]',
      'kind in ["k18", "k19", "k20", "k21", "k22", and 3 more]',
      'kind in ["k26", "k27", "k28", "k29", "k30", and 3 more]',
    ]);
  });

  it('has a pass for each kind when they are few', () => {
    const given = plannedKinds(4);
    const { passes } = describeTogether(given, given.names);
    expect(passes.map(({ path, filter, reasons }) => ({ path, filter, reasons }))).toEqual(
      ['k10', 'k11', 'k12', 'k13'].map((path) => {
        return { path, filter: undefined, reasons: [{ kind: 'only' }] };
      }),
    );
  });

  it('counts each condition once, by how it is looked up', () => {
    const { conditions } = together(
      'has orders, vip, score > 5',
      'has orders, vip, count(orders) > score',
      'has orders or (did visit and country = "PL")',
    );
    // Bits: orders, visits. Own columns: vip, score, country. With a join: the count compared with the score.
    expect(conditions).toEqual({ bits: 2, joined: 1, own: 3 });
  });

  it.each([
    [['has orders', 'did visit', 'has orders in last 3 days', 'last(orders.status) = "paid"']],
    [['has orders where { has lines }', 'has orders where { count(lines) > 2 }', 'place < 4']],
    [['has groups where name = "a"', 'has groups where name = "b"', 'score > 5', 'place > 2']],
    [Array.from({ length: 70 }, (_none, at) => `count(orders in last ${at + 1} days) > ${at}`)],
    [
      [
        'mode(orders.status) = "paid"',
        'max(orders.total) > 3 USD',
        'did visit on 3 consecutive days',
      ],
    ],
    [['in segment s1', 'has orders', 'has company.contacts where { has orders }']],
  ])('has a pass for each table that a refresh makes, case %#', (conditions) => {
    const given = planned(...conditions);
    const { passes } = describeTogether(given, given.names);
    const request = { places: placesOf(given.names), inlined: new Set(given.names) };
    const { tables } = printDecisions(given.plan, request, given.dialect, given.relations);
    const ofValues = tables.filter(({ name }) => name !== 'contact_conditions');
    expect(passes).toHaveLength(ofValues.length);
    const described = passes.flatMap(({ features }) => features.map(({ text }) => text));
    expect(described.toSorted()).toEqual(
      given.plan.features.map(({ id }) => given.texts(id)).toSorted(),
    );
  });
});

describe('describeAlone', () => {
  it('has the passes of the own query of the segment, without reasons', () => {
    const given = planned('has orders, has orders in last 7 days', 'has orders');
    const { passes, conditions } = describeAlone(given, 's0');
    expect(passes.map(({ window, features, reasons }) => ({ window, features, reasons }))).toEqual([
      { window: undefined, features: [{ text: 'count(orders)', segments: ['s0'] }], reasons: [] },
      {
        window: 'placed_at in last 7 days',
        features: [{ text: 'count(orders in last 7 days)', segments: ['s0'] }],
        reasons: [],
      },
    ]);
    expect(conditions).toEqual({ bits: 0, joined: 2, own: 0 });
  });

  it('includes what published columns need', () => {
    const columns = 'trait contact.bought: money(USD) = sum(orders.total)';
    const segment = 'segment s of contact { publish: [bought], where { vip } }';
    const project = projectOf(`${model}\n${columns}\n${segment}\n`);
    const plan = planRefresh(project, { now: noon });
    const texts = featureTexts(plan.features, project.model);
    const given = { plan, texts, dialect: duckdbDialect, relations: published };
    expect(describeAlone(given, 's')).toMatchObject({
      passes: [{ features: [{ text: 'sum(orders.total)', segments: ['s'] }] }],
      conditions: { bits: 0, joined: 0, own: 1 },
    });
  });
});
