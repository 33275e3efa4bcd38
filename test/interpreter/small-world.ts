// Test support: a small model and short ways to ask who is a member, for cases worked out by hand.
import { checkProject } from '../../compiler/check/check-project.ts';
import type { CheckedProject } from '../../compiler/check/checked-project.ts';
import { interpret } from './interpret.ts';
import type { LoggedChange, StoredRow, World } from './world.ts';

/** Monday 2026-11-02, 12:00 in UTC, 13:00 in Warsaw. */
export const now = '2026-11-02T12:00:00Z';

const nouns = `
object contact @table("contacts") {
  id: id @key
  name: text?
  blank: text? @blank_is_missing
  email: email?
  link: url?
  score: int?
  weight: decimal?
  share: percent?
  balance: money(USD)?
  vip: bool?
  born: date?
  seen: timestamp?
  local: timestamp? @zone("Europe/Warsaw")
  app: version?
  home: geo? @column("lat", "lng")
  kind: enum("a", "b")?
  likes: text[]?
  wants: text[]?
  city: text? @json("props.city")
  props: json { age: int?, vip: bool?, since: date?, at: timestamp?, tags: text[]?, rate: decimal? }?
  zone: text?
  friend: contact? via friend_id
  company: company? via company_id
  orders: order[] via order.contact
  befriended: contact[] via contact.friend
  peers: contact[] via link.left
}
object company @table("companies") @where(kind = "firm") @deleted(when: gone is known) {
  id: id @key
  sector: text?
  contacts: contact[] via contact.company
}
object link @table("links") {
  id: id @key
  left: contact via left_id
  right: contact via right_id
}
object order @table("orders") {
  id: id @key
  at: timestamp? @time
  on: date?
  total: money(USD)?
  units: int?
  state: text?
  buyer_mail: email?
  contact: contact? via contact_id
}
event visit of contact via contact_id @table("visits") {
  at: timestamp? @time
  page: text?
}
event click of contact via contact_id @table("clicks") {
  at: timestamp? @time
  page: text?
}
event stay of contact via contact_id @table("stays") {
  on: date? @time
}
event trip of contact via contact_id @table("trips") {
  on: date? @time
}
lists of contact via contact_id @table("lists") {
  name: text
  added_at: timestamp? @time
}
tags of contact via contact_id @table("tags") {
  name: text
}
consent mail of contact via contact_id @table("consents") {
  state: text(granted, denied)? @granted("yes", "in") @denied("no")
  changed_at: timestamp? @time
}
calendar desk {
  timezone: "Europe/Warsaw"
  open: monday..friday 08:00..18:00
  closed: ["2026-11-11", "12-25"]
}
calendar always {
  timezone: "Europe/Warsaw"
  open: monday..sunday
}
`;

export interface Setting {
  readonly now?: string;
  readonly zone?: string;
  readonly week?: string;
  readonly policy?: string;
  /** Further declarations. */
  readonly more?: string;
  readonly log?: readonly LoggedChange[];
  readonly previous?: World['previous'];
  readonly columnTypes?: World['columnTypes'];
}

export type Tables = Readonly<Record<string, readonly StoredRow[]>>;

/** Members by segment of a project of the small model and the declarations. Throws on errors in them. */
export function membersOf(
  declarations: string,
  tables: Tables,
  setting: Setting = {},
): Readonly<Record<string, string>> {
  const project = projectOf(declarations, setting);
  const world: World = {
    now: setting.now ?? now,
    tables,
    columnTypes: setting.columnTypes ?? {},
    log: setting.log ?? [],
    previous: setting.previous ?? new Map(),
  };
  return Object.fromEntries(
    [...interpret(project, world)].map(([name, keys]) => [name, [...keys].toSorted().join(' ')]),
  );
}

export function projectOf(declarations: string, setting: Setting): CheckedProject {
  const head = `project small {
    timezone: "${setting.zone ?? 'Europe/Warsaw'}"
    week_starts: ${setting.week ?? 'monday'}
    policy: ${setting.policy ?? 'opt_in'}
  }`;
  const text = [head, nouns, declarations, setting.more ?? ''].join('\n');
  const { diagnostics, project } = checkProject([{ path: 'small.seg', text }]);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return project;
}

/** Keys of the contacts for which the condition holds, sorted, with blanks between them. */
export function holding(condition: string, tables: Tables, setting: Setting = {}): string {
  const segment = `segment asked of contact {\n  where {\n    ${condition}\n  }\n}`;
  return membersOf(segment, tables, setting)['asked'] ?? '';
}

/** Contacts with one attribute, by key: `{ a: '5', b: null }`. */
export function contactsWith(
  column: string,
  cells: Readonly<Record<string, StoredRow[string]>>,
): Tables {
  return {
    contacts: Object.entries(cells).map(([id, cell]) => ({ id, [column]: cell })),
  };
}

/** Rows of a table by the contact they belong to: `{ a: ['2026-11-01T00:00:00Z'] }` in the named column. */
export function rowsBy(
  column: string,
  cells: Readonly<Record<string, readonly StoredRow[string][]>>,
): readonly StoredRow[] {
  return Object.entries(cells).flatMap(([contact, own]) =>
    own.map((cell, index) => ({
      id: `${contact}${String(index)}`,
      contact_id: contact,
      [column]: cell,
    })),
  );
}

/** Contacts of these keys and nothing else. */
export function people(keys: string): readonly StoredRow[] {
  return keys.split(' ').map((id) => ({ id }));
}
