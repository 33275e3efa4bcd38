// The text of generated tests, worked out by hand: which values lie at, inside and outside of the thresholds.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkshop, wholeProject, type Workshop } from './write-for.ts';

const model = `
project shop {
  timezone: "Europe/Warsaw"
  currency: USD
}

object contact @table("crm.contacts") {
  id: id @key
  email: email?
  country: text?
  score: int?
  last_visit_at: timestamp?
  birth_date: date?
  company: company? via company_id
  orders: order[] via order.contact
}

object company @table("crm.companies") {
  id: id @key
  industry: text?
}

object order @table("shop.orders") {
  id: id @key
  placed_at: timestamp @time
  status: enum("pending", "paid", "refunded")
  total: money(USD)
  contact: contact via contact_id
}

event site_visited of contact via contact_id @table("events.visits") {
  at: timestamp @time
  url: text?
}

tags of contact via contact_id @table("crm.contact_tags") { name: text @column("tag") }

consent email_marketing of contact via contact_id @table("crm.consents") {
  state: text(granted, denied) @granted("opted_in") @denied("opted_out")
  changed_at: timestamp @time
}
`;

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.close();
});

async function written(segment: string, name = 'tested'): Promise<string> {
  const project = wholeProject([
    { path: 'model.seg', text: model },
    { path: 'segments.seg', text: segment },
  ]);
  const { text, checked } = await workshop.write(project, name);
  expect(checked.diagnostics.filter(({ span }) => span.file.startsWith('tests/'))).toEqual([]);
  return text;
}

test('counts, sums, distances and consents: the neighbours of each threshold, and what is missing', async () => {
  const text = await written(`
segment tested of contact {
  where {
    count(orders where status = "paid") > 4
    sum(orders.total where status = "paid") > 800 USD
    last_visit_at more than 40 days ago or missing
    consents to email_marketing
  }
}`);
  expect(text).toBe(`test "boundaries of tested" of tested {
  now: 2026-11-02T09:00:00Z

  given contact typical {
    last_visit_at: 41 days ago
    orders: 5 * { status: "paid", total: 180 USD }
    consents: [email_marketing]
  }

  cases of contact like typical (orders) {
    four_orders: 4 * { status: "paid", total: 230 USD }, out
    orders_status_pending: 5 * { status: "pending", total: 180 USD }, out
    sum_orders_total_800_01_usd: [
      4 * { status: "paid", total: 160 USD },
      { status: "paid", total: 160.01 USD }
    ], in
    sum_orders_total_800_usd: 5 * { status: "paid", total: 160 USD }, out
  }

  cases of contact like typical (last_visit_at) {
    last_visit_at_40_days_1_second_ago: 40 days 1 second ago, in
    last_visit_at_40_days_ago: 40 days ago, out
    no_last_visit_at: missing, in
  }

  cases of contact like typical (consents) {
    email_marketing_denied: { email_marketing: denied }, out
    email_marketing_unknown: [], out
  }

  expect in: typical
}
`);
});

const shelves = `
object shelf @table("shelves") {
  id: id @key
  kind: text?
  width: int?
  room: text @example("attic")
  items: item[] via item.shelf
}

object item @table("items") {
  id: id @key
  state: enum("new", "worn", "lost") @example("worn")
  colour: text
  at: timestamp
  weight: int
  shelf: shelf via shelf_id
}
`;

test('a field that must be there and of which nothing is asked is left to its example', async () => {
  const text = await written(`${shelves}
segment tested of shelf {
  where {
    sum(items.weight where state = "lost" and colour = "red") >= 100
    sum(items.weight where at in last 9 days) < 50% of sum(items.weight where at more than 9 days ago)
  }
}`);
  expect(text).toContain(`  given shelf typical {
    items: [
      { state: "lost", colour: "red", at: 1 day from now, weight: 101 },
      { colour: "colour", at: 10 days ago, weight: 10 },
      { colour: "colour", at: 4 days ago, weight: 4 }
    ]
  }
`);
});

test('a case of which nothing is asked of such a field stays like the typical one', async () => {
  const text = await written(`${shelves}
segment tested of shelf {
  where {
    any of {
      all of {
        width > 5
        room = "hall"
      }
      kind = "open"
    }
  }
}`);
  expect(text).toContain('  given shelf typical { kind: "other", width: 6, room: "hall" }\n');
  expect(text).toContain(`  cases of shelf like typical (kind, width) {
    kind_open: "open", 4, in
    no_kind: missing, 4, out
  }
`);
});

test('a long list of expectations is several lines, none longer than a line is', async () => {
  const windows = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (count) => `sum(items.weight where colour = "colour ${count}") >= ${count}`,
  );
  const text = await written(`${shelves}
segment tested of shelf {
  where {
    ${windows.join('\n    ')}
  }
}`);
  const lines = text.split('\n').filter((line) => line.startsWith('  expect '));
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => !/^ {2}expect (?:in|out): \w+(?:, \w+)*$/.test(line))).toEqual([]);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  const listed = lines.flatMap((line) => line.split(': ')[1]?.split(', ') ?? []);
  const alone = [...text.matchAll(/^ {2}given shelf (\w+)/gm)].map(([, name = '']) => name);
  expect(listed.toSorted()).toEqual(alone.toSorted());
});
