// What reaches an object, construct by construct: the paths of changed rows, the rows that time has passed, and what needs all rows.
import { describe, expect, it } from 'vitest';
import { checkProject } from '../../compiler/check/check-project.ts';
import { findReaches } from '../../compiler/incremental/find-reaches.ts';
import type { Reach } from '../../compiler/incremental/reach.ts';
import { planRefresh } from '../../compiler/plan/plan-refresh.ts';
import { printReached } from '../../compiler/sql/print-reached.ts';
import { duckdbDialect } from '../../dialects/duckdb/dialect.ts';

const model = `project demo {}
object contact @table("crm.contacts") {
  id: id @key
  country: text?
  seen_at: timestamp?
  company: company? via company_id
  orders: order[] via order.contact
}
object company @table("crm.companies") {
  id: id @key
  renews_on: date?
  size: int?
  parent: company? via parent_id
  contacts: contact[] via contact.company
}
object order @table("crm.orders") {
  id: id @key
  placed_at: timestamp @time
  status: text?
  total: decimal?
  contact: contact via contact_id
  items: item[] via item.order
}
object item @table("crm.items") {
  id: id @key
  added_at: timestamp @time
  order: order via order_id
}
trait contact.place: int? = rank(count(orders))
segment base of contact { where { country = "PL" } }
`;

const before = '2026-03-01T10:00:00Z';
const noon = '2026-03-01T12:00:00Z';

interface Found {
  readonly reaches: readonly string[];
  readonly populations: readonly string[];
  readonly whole: string | undefined;
  /** SQL: the keys that rows lead to for which time has passed. */
  readonly crossed: string;
}

function found(body: string, from = before): Found {
  const text = `${model}segment s of contact { ${body} }`;
  const { project, diagnostics } = checkProject([{ path: 'x.seg', text }]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const plan = planRefresh(project, { now: noon, segments: ['s'] });
  const segment = plan.segments.find(({ name }) => name === 's');
  if (segment === undefined) throw new Error('no segment');
  const moments = {
    before: { now: from, ...plan.calendar },
    now: { now: plan.now, ...plan.calendar },
  };
  const result = findReaches(plan, segment, moments);
  if (result.kind === 'whole') {
    return { reaches: [], populations: [], whole: result.because, crossed: '' };
  }
  const { ofObject, ofPopulations } = result.reaches;
  const crossings = ofObject.filter(({ cause }) => cause.kind === 'crossed');
  const relations = {
    membership: (name: string) => ['segments', name],
    changes: () => ['log'],
    previous: () => undefined,
    touched: () => ['touched'],
    flipped: () => ['flipped'],
    logged: () => ['logged'],
  };
  const crossed =
    crossings.length === 0
      ? ''
      : printReached(plan, 'contact', crossings, [segment], duckdbDialect, relations);
  return {
    reaches: ofObject.map(shown).toSorted(),
    populations: ofPopulations.map(({ object }) => object),
    whole: undefined,
    crossed: crossed.replaceAll(/\s+/g, ' '),
  };
}

function shown({ path, cause }: Reach): string {
  const steps = ['contact', ...path.map(({ relation }) => relation)].join('.');
  return cause.kind === 'crossed' || cause.kind === 'touched'
    ? `${cause.kind} ${steps}`
    : `${cause.kind} ${cause.segment} at ${steps}`;
}

describe('rows that changed', () => {
  it('reach the object over every beginning of a path', () => {
    expect(found('where { country = "PL" }').reaches).toEqual(['touched contact']);
    expect(found('where { company.parent.size > 3 }').reaches).toEqual([
      'touched contact',
      'touched contact.company',
      'touched contact.company.parent',
    ]);
    expect(found('where { has orders where { has items } }').reaches).toEqual([
      'touched contact',
      'touched contact.orders',
      'touched contact.orders.items',
    ]);
    expect(found('where { count(company.contacts.orders) > 3 }').reaches).toEqual([
      'touched contact',
      'touched contact.company',
      'touched contact.company.contacts',
      'touched contact.company.contacts.orders',
    ]);
  });

  it('reach it over the rows that a condition on a row asks for', () => {
    expect(found('where { has orders where { total > contact.company.size } }').reaches).toEqual([
      'touched contact',
      'touched contact.company',
      'touched contact.orders',
    ]);
  });
});

describe('members of other segments', () => {
  it('reach those who ask for them now, before, or in history', () => {
    expect(found('where { in segment base }').reaches).toContain('flipped base at contact');
    expect(found('where { entered segment base in last 3 days }').reaches).toContain(
      'logged base at contact',
    );
    expect(found('enter { country = "PL" }\n leave { country = "DE" }').reaches).toContain(
      'logged s at contact',
    );
    expect(found('where { has orders where { contact in segment base } }').reaches).toContain(
      'flipped base at contact',
    );
  });
});

describe('time', () => {
  it('reaches rows between the edges of then and of now, with what else is asked of them', () => {
    const { reaches, crossed } = found(
      'where { count(orders in last 30 days where status = "paid") > 2 }',
    );
    expect(reaches).toEqual([
      'crossed contact.orders',
      'crossed contact.orders',
      'touched contact',
      'touched contact.orders',
    ]);
    for (const time of [
      '2026-01-30 10:00',
      '2026-01-30 12:00',
      '2026-03-01 10:00',
      '2026-03-01 12:00',
    ]) {
      expect(crossed).toContain(`TIMESTAMP '${time}:00'`);
    }
    expect(crossed.split(`"status" = 'paid'`)).toHaveLength(3);
  });

  it('reaches nobody while no edge moves', () => {
    expect(found('where { count(orders in previous month) > 2 }').reaches).toEqual([
      'touched contact',
      'touched contact.orders',
    ]);
    expect(found('where { company.renews_on in next 7 days }').crossed).toBe('');
    expect(
      found('where { count(orders in previous month) > 2 }', '2026-02-28T12:00:00Z').reaches,
    ).toContain('crossed contact.orders');
  });

  it('reaches the rows that have a time of their own, of the object or beyond it', () => {
    expect(found('where { seen_at in last 2 days }').reaches).toContain('crossed contact');
    expect(
      found('where { company.renews_on in next 7 days }', '2026-02-01T00:00:00Z').reaches,
    ).toContain('crossed contact');
  });

  it('reaches the rows that supply a greatest, least, first or last time', () => {
    for (const aggregate of [
      'max(orders.placed_at)',
      'min(orders.placed_at)',
      'last(orders.placed_at)',
    ]) {
      expect(found(`where { ${aggregate} more than 10 days ago }`).reaches).toContain(
        'crossed contact.orders',
      );
    }
  });

  it('needs all rows where a total moves with it', () => {
    expect(found('where { avg(days_since(placed_at) of orders) > 3 }').whole).toBe(
      'time_in_values',
    );
    expect(found('where { days_since(max(orders.placed_at)) > 3 }').whole).toBe(undefined);
  });
});

describe('objects that are compared', () => {
  it('are a population: everything that reaches one of them', () => {
    const { populations, reaches } = found('where { place <= 3 }');
    expect(populations).toEqual(['contact']);
    expect(reaches).toEqual(['touched contact']);
  });
});
