// Test support: a help desk whose tables are made to mislead: reserved names, keys that lead nowhere, duplicates, missing values.
export const deskModel = `
project desk {
  timezone: "America/New_York"
  week_starts: sunday
  currency: USD
  policy: opt_out
}

object account @table("group") @where(kind = "customer" and test = false) @deleted(when: gone_at is known) {
  id: id @key @column("uuid")
  name: text? @column("select")
  tier: enum("free", "pro")?
  mail: email?
  site: url?
  quota: int?
  credit: money(USD)?
  share: percent?
  seen_at: timestamp?
  langs: text[]?
  meta: json? { score: int?, ok: bool?, due: date?, langs: text[]? }
  parent: account? via parent_id
  children: account[] via account.parent
  tickets: ticket[] via ticket.account
  items: item[] via item.account
}

object ticket @table("order") @deleted(when: spam = true) {
  id: id @key
  state: enum("open", "closed")?
  opened_at: timestamp? @time
  closed_at: timestamp?
  score: int?
  cost: money(USD)?
  account: account? via account_id
  blockers: ticket[] via link.blocked
}

object link @table("blockers") {
  id: id @key
  blocked: ticket via blocked_id
  blocker: ticket via blocker_id
}

object item @table("line") @time(ticket.opened_at) {
  id: id @key
  ticket: ticket? via ticket_id
  account: account? via account_id
}

event replied of ticket via ticket_id @table("Replied") {
  at: timestamp @time
  author: text?
  words: int?
}

event touched of account via uuid @table("group") {
  at: timestamp? @time @column("seen_at")
  tier: text?
}

lists of account via account_id @table("list") { name: text, added_at: timestamp? @time }
tags of account via account_id @table("tag") { name: text? @column("tag") }

consent mails of account via account_id @table("consent") @where(channel = "mail") {
  state: text(granted, denied) @granted("yes") @denied("no")
  changed_at: timestamp @time @column("at")
}

consent calls of account via account_id @table("consent") @where(channel = "call") {
  policy: opt_in
  state: text(granted, denied) @granted("yes") @denied("no")
  changed_at: timestamp @time @column("at")
}

trait ticket.reply_words: int = sum(replied.words)
trait account.words: int = sum(tickets.reply_words)
trait account.avg_score: decimal? = avg(tickets.score)
trait account.parent_score: decimal? = parent.avg_score
trait account.label: text = coalesce(name, "none")
trait account.last_state: text? = last(tickets.state)
`;

function uuid(digit: string): string {
  return `'00000000-0000-0000-0000-00000000000${digit}'`;
}

function account(digit: string, parent: string | undefined, columns: string): string {
  return `(${uuid(digit)}, ${parent === undefined ? 'NULL' : uuid(parent)}, ${columns})`;
}

/** Accounts 8 (deleted), 9 (a test) and a (not known to be none) are no accounts; f is a key of nothing. */
const accounts = [
  account(
    '1',
    undefined,
    `'Root', 'customer', false, NULL, 'pro', 'Ann@X.com', 10, 100, 0.7, ['a', NULL], '{"score": 41, "ok": true, "due": "2026-02-29", "langs": ["a", null]}'`,
  ),
  account(
    '2',
    '1',
    `'Mid', 'customer', false, NULL, 'free', 'BOB@x.com', 0, 0, 0.3, [], '{"score": {"a": 1}, "ok": "maybe", "langs": "a"}'`,
  ),
  account('3', '2', `NULL, 'customer', false, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'oops'`),
  account(
    '4',
    'f',
    `'Lost', 'customer', false, NULL, 'pro', 'ann@x.COM', NULL, 99.9999, 0.699999999, [NULL], '{"score": [1], "ok": null, "due": "2028-02-29", "langs": [1, "a"]}'`,
  ),
  account(
    '5',
    '8',
    `'Eve', 'customer', false, NULL, 'free', 'eve@y.org', 3, NULL, 1, ['a', 'a'], 'null'`,
  ),
  account(
    '6',
    '9',
    `'Six', 'customer', false, NULL, NULL, NULL, 7, 33.33, 0, ['b', 'a'], '{"langs": []}'`,
  ),
  account('7', '7', `'Loop', 'customer', false, NULL, 'pro', '', -4, 100.0001, 0.35, ['A'], '[]'`),
  account(
    '8',
    '1',
    `'Gone', 'customer', false, TIMESTAMP '2026-01-01', 'pro', 'g@x.com', 50, 900, 0.9, ['a'], '{"score": 1}'`,
  ),
  account(
    '9',
    '1',
    `'Test', 'customer', true, NULL, 'pro', 't@x.com', 50, 900, 0.9, ['a'], '{"score": 1}'`,
  ),
  account(
    'a',
    '1',
    `'Null', 'customer', NULL, NULL, 'pro', 'n@x.com', 50, 900, 0.9, ['a'], '{"score": 1}'`,
  ),
].join(',\n');

function of(rows: readonly (readonly [string | undefined, string])[], before: boolean): string {
  return rows
    .map(([digit, rest]) => {
      const key = digit === undefined ? 'NULL' : uuid(digit);
      return before ? `(${key}, ${rest})` : `(${rest}, ${key})`;
    })
    .join(',\n');
}

const tickets = of(
  [
    ['1', "11, 'open', TIMESTAMPTZ '2026-03-01 00:00:00Z', NULL, 5, 10, false"],
    [
      '1',
      "12, 'closed', TIMESTAMPTZ '2026-03-05 00:00:00Z', TIMESTAMP '2026-03-06', NULL, 20.50, NULL",
    ],
    ['1', "13, 'open', TIMESTAMPTZ '2026-03-09 00:00:00Z', NULL, 99, 500, true"],
    [
      '2',
      "21, 'closed', TIMESTAMPTZ '2026-01-15 00:00:00Z', TIMESTAMP '2026-01-20', 1, NULL, false",
    ],
    ['2', "22, NULL, TIMESTAMPTZ '2026-03-08 00:00:00Z', NULL, 9, 7, false"],
    ['3', "31, 'open', TIMESTAMPTZ '2026-03-09 00:00:00Z', NULL, NULL, NULL, false"],
    ['4', "41, 'closed', TIMESTAMPTZ '2026-02-28 16:00:00Z', NULL, 0, 5, NULL"],
    ['8', "81, 'open', TIMESTAMPTZ '2026-03-09 00:00:00Z', NULL, 100, 1, false"],
    [undefined, "91, 'open', NULL, NULL, NULL, NULL, false"],
  ],
  false,
);

export const deskTables = `
CREATE TABLE "group" (uuid UUID, parent_id UUID, "select" VARCHAR, kind VARCHAR, test BOOLEAN, gone_at TIMESTAMP, tier VARCHAR,
  mail VARCHAR, quota INTEGER, credit DECIMAL(12, 4), share DOUBLE, langs VARCHAR[], meta VARCHAR);
INSERT INTO "group" VALUES ${accounts};
ALTER TABLE "group" ADD COLUMN seen_at TIMESTAMP;
ALTER TABLE "group" ADD COLUMN site VARCHAR;
UPDATE "group" SET seen_at = TIMESTAMP '2026-03-09' WHERE "select" IN ('Root', 'Loop', 'Gone');
UPDATE "group" SET seen_at = TIMESTAMP '2026-01-01' WHERE "select" = 'Mid';
UPDATE "group" SET site = 'https://Shop.example.com/A?b=http://other.org' WHERE "select" = 'Eve';
CREATE TABLE "order" (id BIGINT, state VARCHAR, opened_at TIMESTAMPTZ, closed_at TIMESTAMP, score INTEGER, cost DOUBLE, spam BOOLEAN, account_id UUID);
INSERT INTO "order" VALUES ${tickets};
CREATE TABLE "blockers" (id VARCHAR, blocked_id BIGINT, blocker_id BIGINT);
INSERT INTO "blockers" VALUES ('a', 12, 11), ('b', 12, 11), ('c', 21, 12), ('d', 22, 21), ('e', 31, 13), ('f', 41, 41), ('g', 91, 999);
CREATE TABLE "line" (id VARCHAR, ticket_id BIGINT, account_id UUID);
INSERT INTO "line" VALUES ('a', 11, ${uuid('1')}), ('b', 13, ${uuid('1')}), ('c', 999, ${uuid('2')}), ('d', 22, ${uuid('2')}), ('e', NULL, ${uuid('3')});
CREATE TABLE "Replied" (ticket_id BIGINT, "at" TIMESTAMPTZ, author VARCHAR, words INTEGER);
INSERT INTO "Replied" VALUES (11, '2026-03-02 00:00:00Z', 'ann', 8), (11, '2026-03-09 00:00:00Z', 'bob', NULL), (12, '2026-03-06 00:00:00Z', 'ann', 12),
  (13, '2026-03-06 00:00:00Z', 'ann', 50), (21, '2026-03-06 00:00:00Z', 'bob', 1), (22, NULL, 'bob', 5), (31, '2026-02-01 00:00:00Z', 'ann', 3),
  (41, '2026-03-06 00:00:00Z', NULL, 0), (81, '2026-03-09 10:00:00Z', 'zed', 1), (81, '2026-03-09 10:00:00Z', 'amy', 2), (81, '2026-03-09 10:00:00Z', NULL, 3);
CREATE TABLE "list" (account_id UUID, name VARCHAR, added_at TIMESTAMP);
INSERT INTO "list" VALUES ${of(
  [
    ['1', "'news', TIMESTAMP '2025-01-01'"],
    ['1', "'news', TIMESTAMP '2026-03-09'"],
    ['2', "'news', NULL"],
    ['3', "'news', TIMESTAMP '2026-03-09'"],
    ['3', "'vip', TIMESTAMP '2025-01-01'"],
  ],
  true,
)};
CREATE TABLE "tag" (account_id UUID, tag VARCHAR);
INSERT INTO "tag" VALUES ${of(
  [
    ['1', "'red'"],
    ['1', "'red'"],
    ['2', "'red'"],
    ['2', "'blue'"],
    ['2', "'blue'"],
    ['3', 'NULL'],
    ['3', "'blue'"],
    ['4', "'Red'"],
    ['8', "'red'"],
  ],
  true,
)};
CREATE TABLE "consent" (account_id UUID, channel VARCHAR, state VARCHAR, "at" TIMESTAMP);
INSERT INTO "consent" VALUES ${of(
  [
    ['1', "'mail', 'yes', TIMESTAMP '2026-01-01'"],
    ['1', "'mail', 'no', TIMESTAMP '2026-01-02'"],
    ['2', "'mail', 'no', TIMESTAMP '2026-01-01'"],
    ['2', "'mail', 'yes', TIMESTAMP '2026-01-01'"],
    ['3', "'mail', 'yes', TIMESTAMP '2026-01-01'"],
    ['3', "'mail', 'maybe', TIMESTAMP '2026-01-02'"],
    ['4', "'mail', 'no', TIMESTAMP '2026-01-01'"],
    ['4', "'mail', NULL, TIMESTAMP '2026-01-02'"],
    ['1', "'call', 'yes', TIMESTAMP '2026-01-01'"],
    ['2', "'call', 'other', TIMESTAMP '2026-01-01'"],
  ],
  true,
)};
`;

/** Noon of a Tuesday in New York, two days after its clocks went forward. */
export const deskNow = '2026-03-10T16:00:00Z';

/** The last characters of the keys: digits of accounts, whole numbers of tickets. */
export function shortKeys(keys: readonly string[] | undefined): readonly string[] {
  return (keys ?? []).map((key) => key.replace(/^.*-0*/, ''));
}
