// A small model for the tests of tests, and checked tests as short lines: `contact ada: id=ada seen_at=…`.
import { expect } from 'vitest';
import { checkProject } from '../../../compiler/check/check-project.ts';
import type { CheckedTest, FixtureRow, TestStep } from '../../../compiler/check/checked-tests.ts';
import type { SourceFile } from '../../../compiler/source.ts';

export const model = `
project shop {
  timezone: "Europe/Warsaw"
  currency: USD
}

object company @table("crm.companies") {
  id: id @key
  industry: text?
  founded_on: date?
}

object contact @table("crm.people") @where(kind = "customer" and deleted = false) {
  id: id @key @column("contact_id")
  email: email?
  joined_on: date @example(2020-02-29)
  seen_at: timestamp?
  local_at: timestamp? @zone("Europe/Warsaw")
  share: percent?
  score: int
  active: bool @example(true)
  tier: enum("gold", "silver")?
  home: geo? @column("lat", "lng")
  version: version?
  interests: text[]
  lead: json? { score: int?, source: text? }
  company: company? via company_id
  orders: order[] via order.contact
  friends: contact[] via friendship.near
}

object friendship @table("crm.friends") {
  id: id @key
  near: contact via near_id
  far: contact via far_id
}

object order @table("shop.orders") {
  id: id @key
  status: enum("paid", "pending")
  total: money(USD)
  placed_at: timestamp @time
  contact: contact via contact_id
}

event visited of contact via contact_id @table("web.tracks") @where(event in ["visit", "view"]) {
  at: timestamp @time
  url: text?
}

event ordered of contact via contact_id @table("shop.orders") {
  at: timestamp @time @column("placed_at")
}

lists of contact via contact_id @table("crm.lists") {
  name: text @column("slug")
  added_at: timestamp @time
}

tags of contact via contact_id @table("crm.tags") {
  name: text @column("tag")
}

consent mail of contact via contact_id @table("crm.consents") @where(channel = "mail") {
  state: text(granted, denied) @granted("yes", "y") @denied("no")
  changed_at: timestamp @time
}

trait contact.spent: money(USD) = sum(orders.total)

segment quiet of contact {
  where {
    seen_at more than 40 days ago
  }
}

segment champions of contact {
  where {
    spent > 100 USD
  }
}

segment firms of company {
  where {
    industry = "fintech"
  }
}

segment paid_by(who: contact, least: int) of order {
  where {
    contact = $who
    total > 0 USD
    count(contact.orders) >= $least
  }
}
`;

export interface Checked {
  readonly tests: readonly CheckedTest[];
  /** Codes with the text they point at. */
  readonly faults: readonly string[];
  readonly messages: readonly string[];
}

export function check(text: string, fixtureFiles?: readonly SourceFile[]): Checked {
  const files = [
    { path: 'model.seg', text: model },
    { path: 'tests.seg', text },
  ];
  const { tests, diagnostics } = checkProject(files, { fixtureFiles });
  const found = diagnostics.filter(({ span }) => span.file === 'tests.seg');
  expect(diagnostics.length).toBe(found.length);
  return {
    tests,
    faults: found.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`),
    messages: found.map(({ message }) => message),
  };
}

/** The test `body` of `of` at `2025-11-01T09:00:00Z`, which has no fault. */
export function stepsOf(
  body: string,
  of = 'quiet',
  fixtureFiles?: readonly SourceFile[],
): readonly TestStep[] {
  const { tests, messages } = check(testText(body, of), fixtureFiles);
  expect(messages).toEqual([]);
  return tests[0]?.steps ?? [];
}

export function faultsOf(body: string, of = 'quiet'): readonly string[] {
  return check(testText(body, of)).faults;
}

function testText(body: string, of: string): string {
  return `test "a" of ${of} {\n  now: 2025-11-01T09:00:00Z\n${body}\n  expect in: none\n}\n`;
}

/** The rows of the first step. */
export function rowsOf(body: string, of = 'quiet'): readonly string[] {
  return (stepsOf(body, of)[0]?.rows ?? []).map(rowText);
}

export function rowText({ entity, name, key, cells }: FixtureRow): string {
  const values = cells.map(({ column, jsonPath, value }) => {
    const shown = typeof value === 'string' ? value : JSON.stringify(value);
    return `${[column, ...jsonPath].join('.')}=${shown}`;
  });
  return `${entity} ${name ?? '-'} ${key ?? '-'}: ${values.join(' ')}`;
}
