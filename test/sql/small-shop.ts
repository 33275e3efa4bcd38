// Test support: a small model and tables in which every row is there for a reason.
export const model = `
project shop {
  timezone: "Europe/Warsaw"
  week_starts: monday
  currency: USD
}

object company @table("crm.companies") {
  id: id @key
  name: text?
  industry: text?
  seats: int?
  renewal_on: date?
  parent: company? via parent_id
  contacts: contact[] via contact.company
}

object contact @table("crm.contacts") @where(kind = "person") @deleted(when: deleted_at is known) {
  id: id @key @column("contact_id")
  email: email?
  country: text?
  score: int?
  balance: money(USD)?
  rate: percent?
  vip: bool?
  born_on: date?
  seen_at: timestamp?
  local_at: timestamp? @zone("Europe/Warsaw")
  nickname: text? @blank_is_missing
  website: url?
  interests: text[]?
  lead: json? { score: int?, source: text?, deep: text? @json("a b.c"), at: timestamp?, ok: bool?, tags: text[]? }
  company: company? via company_id
  orders: order[] via order.contact
  groups: group[] via group_member.contact
}

object order @table("shop.orders") {
  id: id @key
  placed_at: timestamp? @time
  due_on: date?
  status: enum("pending", "paid", "refunded")?
  total: money(USD)?
  weight: decimal?
  contact: contact? via contact_id
  store: store? via store_id
  lines: line[] via line.order
}

object store @table("shop.stores") {
  id: id @key
  city: text?
  orders: order[] via order.store
}

object line @table("shop.lines") @time(order.placed_at) {
  id: id @key
  quantity: int?
  sku: text?
  order: order via order_id
}

object group @table("crm.groups") {
  id: id @key
  name: text?
}

object group_member @table("crm.group_members") {
  id: id @key
  contact: contact via contact_id
  group: group via group_id
}

event visit of contact via contact_id @table("events.tracks") @where(event = "visit") {
  at: timestamp @time
  url: text?
  device: text?
}

lists of contact via contact_id @table("crm.lists") { name: text @column("slug"), added_at: timestamp? @time }
tags of contact via contact_id @table("crm.tags") { name: text @column("tag") }

consent mail of contact via contact_id @table("crm.consents") @where(channel = "email") {
  state: text(granted, denied) @granted("opted_in") @denied("opted_out", "bounced")
  changed_at: timestamp @time
}

consent post of contact via contact_id @table("crm.consents") @where(channel = "post") {
  policy: opt_out
  state: text(granted, denied) @granted("opted_in") @denied("opted_out", "bounced")
  changed_at: timestamp @time
}

trait contact.spent: money(USD) = sum(orders.total where status = "paid")
trait contact.double_spent: money(USD) = spent + spent
trait contact.last_order_at: timestamp? = max(orders.placed_at)
trait company.people: int = count(contacts)
`;

export const tables = `
CREATE SCHEMA crm; CREATE SCHEMA shop; CREATE SCHEMA events;
CREATE TABLE crm.companies (id BIGINT, name VARCHAR, industry VARCHAR, seats INTEGER, renewal_on DATE, parent_id BIGINT);
CREATE TABLE crm.contacts (contact_id BIGINT, kind VARCHAR DEFAULT 'person', deleted_at TIMESTAMP, email VARCHAR, country VARCHAR,
  score INTEGER, balance DOUBLE, rate DOUBLE, vip BOOLEAN, born_on DATE, seen_at TIMESTAMPTZ, local_at TIMESTAMP, nickname VARCHAR,
  website VARCHAR, interests VARCHAR[], lead VARCHAR, company_id BIGINT);
CREATE TABLE shop.orders (id VARCHAR, placed_at TIMESTAMP, due_on DATE, status VARCHAR, total DECIMAL(12, 2), weight DOUBLE,
  contact_id BIGINT, store_id INTEGER);
CREATE TABLE shop.stores (id INTEGER, city VARCHAR);
CREATE TABLE shop.lines (id INTEGER, quantity INTEGER, sku VARCHAR, order_id VARCHAR);
CREATE TABLE crm.groups (id INTEGER, name VARCHAR);
CREATE TABLE crm.group_members (id INTEGER, contact_id BIGINT, group_id INTEGER);
CREATE TABLE events.tracks (event VARCHAR, contact_id BIGINT, "at" TIMESTAMP, url VARCHAR, device VARCHAR);
CREATE TABLE crm.lists (contact_id BIGINT, slug VARCHAR, added_at TIMESTAMP);
CREATE TABLE crm.tags (contact_id BIGINT, tag VARCHAR);
CREATE TABLE crm.consents (contact_id BIGINT, channel VARCHAR, state VARCHAR, changed_at TIMESTAMP);
`;

/** A segment of contacts with these lines. */
export function contacts(...lines: readonly string[]): string {
  return `${model}\nsegment s of contact {\n  where {\n${lines.map((line) => `    ${line}`).join('\n')}\n  }\n}\n`;
}
