// The refresh plan: what is planned, in which order, what is shared, what it depends on, and that passes keep its invariants.
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../compiler/lower/canonical.ts';
import { passes } from '../../compiler/plan/passes.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { verifyPlan } from '../../compiler/plan/verify.ts';
import { MemoryWarehouse, noon, planOf, projectOf } from '../sql/memory-warehouse.ts';
import { contacts, model, tables } from '../sql/small-shop.ts';

const several = `${model}
segment z of contact { where { has orders in last 30 days, country = "PL" } }
segment a of contact { where { in segment z, spent > 5 USD } }
segment m of contact { where { has orders in last 30 days where { status = "paid" }, spent > 7 USD } }
segment still of contact { where { country = "PL" } }
segment rests of contact { where { in segment still } }
segment draft of contact { status: draft, where { vip } }
segment paused of contact { status: paused, where { vip } }
segment open(land: text) of contact { where { country = $land } }
`;

describe('planRefresh', () => {
  it('plans what is published, each after what it refers to', () => {
    const plan = planOf(several);
    const names = plan.segments.map(({ name }) => name);
    expect(names).toEqual(['m', 'paused', 'still', 'z', 'a', 'rests']);
    expect(plan.segments.every(({ requested }) => requested)).toBe(true);
  });

  it('adds what a wanted segment refers to', () => {
    const plan = planOf(several, noon, ['a']);
    expect(plan.segments.map(({ name, requested }) => [name, requested])).toEqual([
      ['z', false],
      ['a', true],
    ]);
    expect(plan.segments[1]?.dependsOn).toEqual(['z']);
  });

  it('knows what time alone can change', () => {
    const plan = planOf(several);
    const timed = plan.segments.filter(({ timeDependent }) => timeDependent);
    expect(timed.map(({ name }) => name)).toEqual(['m', 'z', 'a']);
  });

  it('makes equal features one', () => {
    const plan = planOf(several);
    const shared = plan.features.filter(({ usedBy }) => usedBy.length > 1);
    expect(shared).toMatchObject([{ reducer: { kind: 'sum' }, usedBy: ['a', 'm'] }]);
    expect(plan.features.map(({ id }) => id)).toEqual(['f1', 'f2', 'f3']);
  });

  it('survives JSON', () => {
    const plan = planOf(several);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('says what to verify: tables, columns with roles, keys, joins, each with its users and place', () => {
    const plan = planOf(contacts('has orders where total > 5 USD and store.city = "Oslo"'));
    const uses = plan.sources.map(({ entity, table, keyColumn, columns }) => [
      entity,
      table,
      keyColumn,
      columns.map(({ column, role }) => `${column} ${role}`),
    ]);
    expect(uses).toEqual([
      ['contact', 'crm.contacts', 'contact_id', ['kind raw', 'deleted_at raw', 'contact_id key']],
      [
        'order',
        'shop.orders',
        undefined,
        ['contact_id relation', 'total attribute', 'store_id relation'],
      ],
      ['store', 'shop.stores', 'id', ['id key', 'city attribute']],
    ]);
    expect(
      plan.joins.map(
        ({ leftTable, leftColumn, rightTable, rightColumn }) =>
          `${leftTable}.${leftColumn} = ${rightTable}.${rightColumn}`,
      ),
    ).toEqual([
      'shop.orders.contact_id = crm.contacts.contact_id',
      'shop.orders.store_id = shop.stores.id',
    ]);
    expect(plan.sources.every(({ usedBy }) => usedBy.join() === 's')).toBe(true);
    expect(plan.sources.every(({ span }) => span.file === 'test.seg')).toBe(true);
  });

  it('describes the meaning: titles and columns do not change it, the model does', () => {
    const plain = contacts('has orders where total > 5 USD');
    const titled = plain.replace(
      '  where',
      '  title: "x"\n  publish: [email, company.name]\n  where',
    );
    expect(meaningOf(titled)).toBe(meaningOf(plain));
    expect(meaningOf(contacts('has orders where total > 6 USD'))).not.toBe(meaningOf(plain));
    expect(meaningOf(plain.replace('shop.orders', 'shop.orders_2'))).not.toBe(meaningOf(plain));
    expect(meaningOf(plain.replace('Europe/Warsaw', 'UTC'))).toBe(meaningOf(plain));
    const timed = contacts('seen_at in this month');
    expect(meaningOf(timed.replace('Europe/Warsaw"\n  week', 'UTC"\n  week'))).not.toBe(
      meaningOf(timed),
    );
    expect(planOf(timed, '2026-01-01T00:00:00Z').segments[0]?.canonical).toBe(meaningOf(timed));
  });

  it('is canonical JSON', () => {
    for (const { canonical } of planOf(several).segments) {
      expect(canonicalJson(JSON.parse(canonical))).toBe(canonical);
    }
  });
});

describe('the meaning of what a calendar counts', () => {
  const desk = 'calendar desk { open: monday..friday 08:00..18:00, closed: ["12-25"] }\n';
  const waiting = contacts('seen_at more than 4 hours ago counting desk');
  const between = contacts('hours_between(local_at, seen_at, counting: desk) > 4');

  it.each([waiting, between])('changes with the calendar, not with its name', (text) => {
    const meaning = meaningOf(desk + text);
    expect(meaningOf(desk.replace('18:00', '18:30') + text)).not.toBe(meaning);
    expect(meaningOf(desk.replace('12-25', '12-24') + text)).not.toBe(meaning);
    expect(meaningOf(desk.replace('open', 'timezone: "UTC", open') + text)).not.toBe(meaning);
    expect(meaningOf((desk + text).replaceAll('desk', 'support'))).toBe(meaning);
    const written =
      'calendar desk { closed: ["12-25", "12-25"], open: monday 08:00..09:00, open: tuesday..friday 08:00..18:00, open: monday 09:00..18:00 }\n';
    expect(meaningOf(written + text)).toBe(meaning);
  });

  it('depends on now only when now is counted from', () => {
    expect(planOf(desk + waiting).segments[0]?.timeDependent).toBe(true);
    expect(planOf(desk + between).segments[0]?.timeDependent).toBe(false);
  });
});

describe('passes', () => {
  const project = projectOf(several);
  const all = passes.map(({ name }) => name);

  it('keep the invariants, one by one', () => {
    let plan = planRefresh(project, { now: noon, withoutPasses: all });
    expect(verifyPlan(plan)).toEqual([]);
    for (const pass of passes) {
      plan = pass.run(plan);
      expect([pass.name, ...verifyPlan(plan)]).toEqual([pass.name]);
    }
    expect(plan).toEqual(planRefresh(project, { now: noon }));
  });

  it.each(all.map((name) => [name]))('without %s the members are the same', async (name) => {
    const warehouse = await MemoryWarehouse.open(tables);
    await warehouse.run(`INSERT INTO crm.contacts (contact_id, country, vip) SELECT i, CASE WHEN i % 2 = 0 THEN 'PL' END, i % 5 = 0 FROM range(40) AS t(i);
      INSERT INTO shop.orders (id, contact_id, placed_at, status, total) SELECT i, i % 30, TIMESTAMP '2025-10-30' - INTERVAL (i % 90) DAY, CASE WHEN i % 3 = 0 THEN 'paid' END, i % 11 FROM range(200) AS t(i);`);
    const expected = await warehouse.membersOfAll(planRefresh(project, { now: noon }));
    const actual = await warehouse.membersOfAll(
      planRefresh(project, { now: noon, withoutPasses: [name] }),
    );
    expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
    expect(expected.get('a')?.length).toBeGreaterThan(0);
    warehouse.close();
  });
});

describe('verifyPlan', () => {
  it('finds features that are missing, late or wrongly anchored', () => {
    const plan = planOf(contacts('has orders where has lines'));
    const [first, second] = plan.features;
    expect(verifyPlan({ ...plan, features: [] }).join()).toContain('comes later or never');
    if (first === undefined || second === undefined) throw new Error('two features expected');
    expect(verifyPlan({ ...plan, features: [second, first] }).join()).toContain(
      'comes later or never',
    );
    const moved = { ...first, anchor: 'store' };
    expect(verifyPlan({ ...plan, features: [moved, second] }).join()).toContain('wrong anchor');
  });
});

function meaningOf(text: string): string {
  return planOf(text).segments.at(-1)?.canonical ?? '';
}
