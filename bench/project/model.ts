// The model of the benchmark's tables, as a user would write it, with what it promises about their changes.
import { eventTable } from '../data/event-tables.ts';
import type { DataSizes } from '../data/sizes.ts';
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

/** What of the data the model depends on. */
export type ModelShape = Pick<DataSizes, 'kinds' | 'tables' | 'amounts'>;

/** `undeclared`: nothing is promised. */
export function modelText(shape: ModelShape, undeclared: boolean): string {
  const texts = [nouns, ...eventKinds(shape.kinds).map((kind) => eventText(shape, kind))];
  const money = texts.join('\n');
  const text = shape.amounts === 'money' ? money : money.replaceAll('money(USD)', 'decimal');
  return undeclared ? text.replaceAll(/ @(?:append_only|changes)\(by: \w+\)/g, '') : text;
}

function eventText(shape: ModelShape, kind: string): string {
  const table = eventTable(shape, kind);
  const where = table.kind === undefined ? '' : ` @where(kind = "${table.kind}")`;
  return `event ${kind} of contact via contact_id @table("${table.name}")${where} @append_only(by: loaded_at) {
  at: timestamp @time @column("occurred_at")
  amount: money(USD)?
  category: text
  url: text
}
`;
}
