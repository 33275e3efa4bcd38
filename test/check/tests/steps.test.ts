// Copies, cases, fixtures, steps and what they expect.
import { describe, expect, it } from 'vitest';
import type { TestStep } from '../../../compiler/check/checked-tests.ts';
import { check, rowsOf, rowText, stepsOf } from './checked.ts';

function short(step: TestStep | undefined): readonly string[] {
  return (step?.rows ?? []).map((row) => rowText(row).replace(/ kind=.*$/, ''));
}

function expected(step: TestStep | undefined): readonly string[] {
  return (step?.expectations ?? []).map((one) =>
    one.kind === 'segments'
      ? `${one.expected} ${one.segment}`
      : `${one.expected}: ${one.objects.map(({ name, key }) => `${name}/${key}`).join(' ')}`,
  );
}

describe('copies', () => {
  it('have the fields of the other, keys of their own, and rows of their own', () => {
    const rows = rowsOf(`
      given contact b like a { seen_at: 1 day ago }
      given contact a { id: "c1", seen_at: 2 days ago, score: 3, orders: { total: 1 USD } }
    `).map((row) => row.replace(/ kind=.*$/, ''));
    expect(rows).toEqual([
      'contact b b: seen_at=2025-10-31T09:00:00.000Z score=3 contact_id=b',
      'order - b_orders_1: total=1 id=b_orders_1 contact_id=b',
      'contact a c1: seen_at=2025-10-30T09:00:00.000Z score=3 contact_id=c1',
      'order - a_orders_1: total=1 id=a_orders_1 contact_id=c1',
    ]);
  });

  it('change one field of a JSON value, or the whole of it', () => {
    const rows = rowsOf(`
      given contact a { lead: { score: 1, source: "x" } }
      given contact b like a { lead.score: 2 }
      given contact c like a { lead: { score: 3 } }
      given contact d like a { lead: missing }
      given contact e like d { lead.score: 4 }
    `).map((row) => row.replace(/ (?:contact_id|kind)=.*$/, ''));
    expect(rows).toEqual([
      'contact a a: lead.score=1 lead.source=x',
      'contact b b: lead.score=2 lead.source=x',
      'contact c c: lead.score=3',
      'contact d d:',
      'contact e e: lead.score=4',
    ]);
  });
});

describe('cases', () => {
  it('are objects that must be in or out', () => {
    const [step] = stepsOf(`
      given contact ada { score: 5 }
      cases of contact like ada (seen_at, lead.source) {
        quiet_one: 41 days ago, "web", in
        edge: 40 days ago, missing, out
      }
    `);
    expect(short(step)).toEqual([
      'contact ada ada: score=5 contact_id=ada',
      'contact quiet_one quiet_one: score=5 seen_at=2025-09-21T09:00:00.000Z lead.source=web contact_id=quiet_one',
      'contact edge edge: score=5 seen_at=2025-09-22T09:00:00.000Z contact_id=edge',
    ]);
    expect(expected(step)).toEqual(['in: quiet_one/quiet_one', 'out: edge/edge', 'in: ']);
  });
});

describe('fixtures', () => {
  const text = `
fixtures all_of_it {
  use firms, people
}
fixtures firms {
  given company acme {}
}
fixtures people {
  use firms
  given contact ada { company: acme, seen_at: 1 day ago }
}
test "a" of quiet {
  use all_of_it
  now: 2025-11-01T09:00:00Z
  given contact bob like ada {}
  expect out: ada, bob
}
test "b" of quiet {
  now: 2025-12-01T09:00:00Z
  use people
  expect out: ada
}`;

  it('stand in every test that uses them, each once, with times from its `now`', () => {
    const { tests, messages } = check(text);
    expect(messages).toEqual([]);
    expect(short(tests[0]?.steps[0])).toEqual([
      'company acme acme: id=acme',
      'contact ada ada: company_id=acme seen_at=2025-10-31T09:00:00.000Z contact_id=ada',
      'contact bob bob: company_id=acme seen_at=2025-10-31T09:00:00.000Z contact_id=bob',
    ]);
    expect(short(tests[1]?.steps[0])[1]).toContain('seen_at=2025-11-30T09:00:00.000Z');
  });
});

describe('steps', () => {
  const steps = stepsOf(`
    given contact ada { seen_at: 1 day ago, orders: 2 * { total: 1 USD } }
    given contact bob { history: [entered quiet 3 days ago], seen_at: 60 days ago }
    expect left: none

    then 1 month later {
      given contact bob { seen_at: 1 day ago }
      given contact cy like ada {}
      given contact ada { orders: { total: 5 USD } }
      expect entered: ada
      expect left: bob
    }
    then at 2026-01-01 {
      remove contact ada
      expect out: ada, bob, cy
    }
  `);

  it('follow each other in time', () => {
    expect(steps.map(({ now }) => now)).toEqual([
      '2025-11-01T09:00:00Z',
      '2025-12-01T09:00:00Z',
      '2025-12-31T23:00:00Z',
    ]);
  });

  it('change what they say, and leave the rest as it was', () => {
    expect(short(steps[1])).toEqual([
      'contact ada ada: seen_at=2025-10-31T09:00:00.000Z contact_id=ada',
      'order - ada_orders_1: total=5 id=ada_orders_1 contact_id=ada',
      'contact bob bob: seen_at=2025-11-30T09:00:00.000Z contact_id=bob',
      'contact cy cy: seen_at=2025-10-31T09:00:00.000Z contact_id=cy',
      'order - cy_orders_1: total=5 id=cy_orders_1 contact_id=cy',
    ]);
  });

  it('remove objects with what stands inside them', () => {
    expect(short(steps[2])).toEqual([
      'contact bob bob: seen_at=2025-11-30T09:00:00.000Z contact_id=bob',
      'contact cy cy: seen_at=2025-10-31T09:00:00.000Z contact_id=cy',
      'order - cy_orders_1: total=5 id=cy_orders_1 contact_id=cy',
    ]);
  });

  it('have expectations of their own, and memberships of the past only in the first', () => {
    expect(steps.map(expected)).toEqual([
      ['left: ', 'in: '],
      ['entered: ada/ada', 'left: bob/bob'],
      ['out: ada/ada bob/bob cy/cy'],
    ]);
    expect(steps.map(({ history }) => history.length)).toEqual([1, 0, 0]);
  });
});

describe('what is tested', () => {
  it('a template with constants and keys of objects', () => {
    const { tests, messages } = check(`
test "a" of paid_by(who: ada, least: 2) {
  now: 2025-11-01T09:00:00Z
  given contact ada { id: "c1" }
  given order o1 { contact: ada, total: 1 USD }
  expect in: o1
}`);
    expect(messages).toEqual([]);
    expect(
      tests[0]?.args.map(({ name, value }) => [name, 'value' in value && value.value]),
    ).toEqual([
      ['who', 'c1'],
      ['least', '2'],
    ]);
  });

  it('two segments against each other', () => {
    const [step] = stepsOf(
      'expect same as champions\nexpect subset of champions\nexpect disjoint from champions',
    );
    expect(expected(step).slice(0, 3)).toEqual([
      'same_as champions',
      'subset_of champions',
      'disjoint_from champions',
    ]);
  });

  it('fields that nothing reads may be left out; what is read must be said', () => {
    expect(
      check(`
test "a" of champions {
  now: 2025-11-01T09:00:00Z
  given contact ada { orders: [{ total: 1 USD }, { status: "paid" }] }
  expect out: ada
}`).faults,
    ).toEqual(['SEG4508 { status: "paid" }']);
  });

  it('relations of the rows that the segment looks at are read, others are not', () => {
    expect(faultsOfOrder('champions')).toEqual(['SEG4508 o1']);
    expect(faultsOfOrder('quiet')).toEqual([]);
  });

  it('a text is printed nowhere but as a value', () => {
    const [row] = rowsOf(`given contact ada { email: "'; drop table x --" }`);
    expect(row).toContain(`email='; drop table x -- `);
  });
});

/** Of an order that says nothing but its total. */
function faultsOfOrder(of: string): readonly string[] {
  const order = 'given order o1 { total: 1 USD }';
  return check(`test "a" of ${of} {\n now: 2025-11-01\n ${order}\n expect in: none\n}`).faults;
}
