// Which row a name belongs to: scopes, relations of all kinds, collections and their values.
import { describe, expect, it } from 'vitest';
import { check, conditionOf, faultsOf, segmentOf, valueOf } from './project.ts';

describe('names', () => {
  it('belong to the innermost row; the object and an `as` name reach further out', () => {
    const condition = conditionOf(
      'has orders as purchase where { has lines where purchase.total > 5 USD and quantity > 1 and contact.spent > 9 USD }',
    );
    const rows: unknown[] = [];
    JSON.stringify(condition, (key, value: unknown) => {
      if (key === 'row') rows.push(value);
      return value;
    });
    expect(rows).toEqual([
      { scope: 1, hops: [], entity: 'order' },
      { scope: 2, hops: [], entity: 'order_line' },
      { scope: 0, hops: [], entity: 'contact' },
    ]);
  });

  it('of the same object further out are reached by its name', () => {
    const condition = conditionOf('has blockers where due_on > task.due_on', 'task');
    expect(condition).toMatchObject({
      collection: { where: { left: { row: { scope: 1 } }, right: { row: { scope: 0 } } } },
    });
  });
});

describe('relations', () => {
  it('are to-one, to-many, through a link, and events in both directions', () => {
    const { entities } = check('').project.model;
    expect(entities['contact']?.relations['company']).toMatchObject({
      kind: 'to_one',
      column: 'company_id',
      nullable: true,
    });
    expect(entities['contact']?.relations['orders']).toMatchObject({
      kind: 'to_many',
      to: 'order',
      column: 'contact_id',
    });
    expect(entities['task']?.relations['blockers']).toMatchObject({
      kind: 'through',
      to: 'task',
      link: 'task_link',
      nearColumn: 'blocked_id',
      farColumn: 'blocker_id',
    });
    expect(entities['contact']?.relations['site_visited']).toMatchObject({ kind: 'to_many' });
    expect(entities['site_visited']?.relations['contact']).toMatchObject({ kind: 'to_one' });
  });

  it('as values are the key they hold', () => {
    expect(valueOf('company.parent', '= "5"')).toMatchObject({
      kind: 'relation_key',
      row: { scope: 0, hops: ['company'], entity: 'company' },
      relation: 'parent',
      type: { kind: 'id', of: 'company' },
    });
  });
});

describe('collections', () => {
  it('end at the last to-many relation; the rest is the value of each row', () => {
    expect(
      valueOf('count distinct(contacts.site_visited.contact in last 7 days)', '> 3', 'company'),
    ).toMatchObject({
      kind: 'aggregate',
      collection: {
        from: { scope: 0, hops: [], entity: 'company' },
        hops: ['contacts', 'site_visited'],
        entity: 'site_visited',
        scope: 1,
        window: { time: { kind: 'attribute', row: { scope: 1 }, attribute: 'at' } },
      },
      value: { kind: 'relation_key', relation: 'contact', row: { scope: 1, hops: [] } },
    });
  });

  it('may begin with to-one relations', () => {
    expect(valueOf('count(company.contacts)', '> 3')).toMatchObject({
      collection: { from: { scope: 0, hops: [] }, hops: ['company', 'contacts'] },
    });
  });

  it('have the default time of their rows, also over a relation, unless `by` names another', () => {
    expect(valueOf('count(orders.lines in last 7 days)', '> 3')).toMatchObject({
      collection: {
        window: { time: { row: { scope: 1, hops: ['order'] }, attribute: 'placed_at' } },
      },
    });
    expect(conditionOf('has contacts in last 7 days by created_at', 'company')).toMatchObject({
      collection: { window: { time: { attribute: 'created_at' } } },
    });
    expect(faultsOf('has contacts in last 7 days by name', 'company')).toEqual(['SEG3015 name']);
  });

  it('give `first` and `last` their order', () => {
    expect(valueOf('last(orders.total)', '> 3 USD')).toMatchObject({
      order: { kind: 'attribute', attribute: 'placed_at' },
    });
    expect(faultsOf('last(contacts.name) = "x"', 'company')).toEqual([
      'SEG3016 last(contacts.name)',
    ]);
  });

  it('of lists have the time of being added', () => {
    expect(conditionOf('in list "a" added more than 6 months ago')).toMatchObject({
      kind: 'in_list',
      scope: 1,
      added: { kind: 'distance', subject: { row: { scope: 1, entity: 'contact.lists' } } },
    });
  });
});

describe('subjects', () => {
  it('are the innermost row or one that a path leads to', () => {
    expect(conditionOf('contact tagged "vip"', 'order')).toMatchObject({
      kind: 'tagged',
      row: { scope: 0, hops: ['contact'], entity: 'contact' },
    });
    expect(conditionOf('has contacts where consents to email_marketing', 'company')).toMatchObject({
      collection: { where: { kind: 'consents', row: { scope: 1, hops: [], entity: 'contact' } } },
    });
  });

  it('with many rows are refused', () => {
    expect(check(segmentOf('contacts tagged "vip"', 'company')).diagnostics[0]?.code).toBe(
      'SEG3025',
    );
  });
});
