// The CSV files of a new project: a small shop whose history ends at `now`. Same `now`, same bytes.
import { createRandom, type Random } from './random.ts';

export interface SampleFile {
  /** Relative to the project. */
  readonly path: string;
  readonly text: string;
}

const contactCount = 240;
const daySeconds = 86_400;

const firstNames = [
  'Ada',
  'Amir',
  'Bea',
  'Carl',
  'Dana',
  'Emil',
  'Fay',
  'Grete',
  'Hugo',
  'Ines',
  'Jan',
  'Kaja',
  'Lena',
  'Marco',
  'Nina',
  'Oskar',
  'Pia',
  'Rosa',
  'Sami',
  'Tess',
] as const;
const lastNames = [
  'Adler',
  'Bauer',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ivanova',
  'Jensen',
  'Kowalska',
  'Lind',
  'Moreau',
  'Novak',
  'Olsen',
  'Rossi',
  'Silva',
  'Weber',
] as const;
const countries = ['DE', 'DE', 'FR', 'PL', 'PL', 'ES', 'IT', 'US'] as const;
const pages = ['/', '/products', '/products', '/pricing', '/blog', '/checkout'] as const;

interface Contact {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly country: string;
  readonly ageDays: number;
  /** How lively: visits and orders grow with it. */
  readonly activity: number;
  /** Days since the contact was last seen; nothing happens later. */
  readonly quietDays: number;
}

/** `now`: ISO instant in UTC. */
export function sampleData(now: string): readonly SampleFile[] {
  const clock = Math.floor(Date.parse(now) / 1000);
  const random = createRandom(20_251_101);
  const contacts = Array.from({ length: contactCount }, (_, index) => contact(random, index + 1));
  const visits = contacts.flatMap((each) => visitsOf(random, each, clock));
  const orders = contacts.flatMap((each) => ordersOf(random, each, clock));
  const lastVisits = new Map<number, string>();
  for (const visit of visits) {
    const seen = lastVisits.get(visit.contact);
    if (seen === undefined || seen < visit.at) lastVisits.set(visit.contact, visit.at);
  }
  return [
    csv(
      'data/contacts.csv',
      'contact_id,name,email,country,created_at,last_visit_at',
      contacts.map((each) => [
        each.id,
        each.name,
        each.email,
        each.country,
        instant(clock - each.ageDays * daySeconds),
        lastVisits.get(each.id) ?? '',
      ]),
    ),
    csv(
      'data/visits.csv',
      'contact_id,visited_at,page',
      visits.toSorted(byTime).map((visit) => [visit.contact, visit.at, visit.page]),
    ),
    csv(
      'data/orders.csv',
      'order_id,contact_id,placed_at,status,total',
      orders
        .toSorted(byTime)
        .map((order, index) => [
          10_001 + index,
          order.contact,
          order.at,
          order.status,
          order.total,
        ]),
    ),
    csv(
      'data/consents.csv',
      'contact_id,channel,state,changed_at',
      contacts.flatMap((each) => consentsOf(random, each, clock)),
    ),
  ];
}

function contact(random: Random, id: number): Contact {
  const first = random.pick(firstNames);
  const last = random.pick(lastNames);
  const ageDays = random.between(2, 700);
  return {
    id,
    name: `${first} ${last}`,
    email: random.next() < 0.12 ? '' : `${first}.${last}.${id}@example.com`.toLowerCase(),
    country: random.pick(countries),
    ageDays,
    activity: random.next() ** 2,
    quietDays: random.next() < 0.4 ? random.between(20, 150) : random.between(0, 12),
  };
}

interface Happening {
  readonly contact: number;
  readonly at: string;
}

function visitsOf(
  random: Random,
  { id, activity, quietDays, ageDays }: Contact,
  clock: number,
): readonly (Happening & { readonly page: string })[] {
  const count = Math.round(activity * 14);
  return Array.from({ length: count }, () => ({
    contact: id,
    at: momentBetween(random, clock, quietDays, Math.min(ageDays, quietDays + 45)),
    page: random.pick(pages),
  }));
}

function ordersOf(
  random: Random,
  { id, activity, quietDays, ageDays }: Contact,
  clock: number,
): readonly (Happening & { readonly status: string; readonly total: string })[] {
  const count = Math.round(activity * 10 * random.next());
  return Array.from({ length: count }, () => ({
    contact: id,
    at: momentBetween(random, clock, quietDays, ageDays),
    status: random.pick(['paid', 'paid', 'paid', 'paid', 'paid', 'refunded', 'canceled']),
    total: (random.between(900, 32_000) / 100).toFixed(2),
  }));
}

function consentsOf(
  random: Random,
  { id, ageDays }: Contact,
  clock: number,
): readonly (readonly (string | number)[])[] {
  if (random.next() < 0.15) return [];
  const given = momentBetween(random, clock, ageDays / 2, ageDays);
  const rows = [[id, 'email', 'opted_in', given]];
  if (random.next() < 0.2) {
    rows.push([id, 'email', 'opted_out', momentBetween(random, clock, 0, ageDays / 2)]);
  }
  return rows;
}

/** A moment between so many days ago and so many days ago. */
function momentBetween(random: Random, clock: number, near: number, far: number): string {
  const low = Math.round(Math.min(near, far) * daySeconds) + 60;
  const high = Math.max(low, Math.round(far * daySeconds));
  return instant(clock - random.between(low, high));
}

/** Seconds since 1970 → `2026-01-31 09:00:00`, in UTC. */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function byTime(a: Happening, b: Happening): number {
  if (a.at === b.at) return a.contact - b.contact;
  return a.at < b.at ? -1 : 1;
}

function csv(
  path: string,
  header: string,
  rows: readonly (readonly (string | number)[])[],
): SampleFile {
  return { path, text: `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n` };
}
