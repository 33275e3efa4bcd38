// The model of the benchmark's tables, as a user would write it, with what it promises about their changes.
import { eventKinds } from '../data/vocabulary.ts';

const nouns = `// The tables of the benchmark.
project bench {
  timezone: "UTC"
  currency: USD
}

object contact @table("crm.contacts") @changes(by: updated_at) {
  id: id @key
  email: email?
  country: text?
  plan: enum("free", "trial", "business", "enterprise")
  status: enum("active", "paused", "blocked")
  score: int
  email_consent: bool
  sms_consent: bool
  created_at: timestamp
  last_seen_at: timestamp?
  company: company? via company_id
  orders: order[] via order.contact
}

object company @table("crm.companies") @changes(by: updated_at) {
  id: id @key
  name: text
  industry: text?
  employees: int
}

object order @table("shop.orders") @append_only(by: loaded_at) {
  id: id @key
  placed_at: timestamp @time
  status: enum("paid", "pending", "refunded")
  total: money(USD)
  contact: contact via contact_id
}

tags of contact via contact_id @table("crm.tags") @append_only(by: added_at) {
  name: text @column("tag")
  added_at: timestamp @time
}
`;

/** `undeclared`: nothing is promised. */
export function modelText(kinds: number, undeclared: boolean): string {
  const text = [nouns, ...eventKinds(kinds).map(eventText)].join('\n');
  return undeclared ? text.replaceAll(/ @(?:append_only|changes)\(by: \w+\)/g, '') : text;
}

function eventText(kind: string): string {
  return `event ${kind} of contact via contact_id @table("web.events") @where(kind = "${kind}") @append_only(by: loaded_at) {
  at: timestamp @time @column("occurred_at")
  amount: money(USD)?
  category: text
  url: text
}
`;
}
