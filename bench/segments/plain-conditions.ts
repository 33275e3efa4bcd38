// Conditions over attributes, the company, orders and tags.
import type { DataSizes } from '../data/sizes.ts';
import { contactStatuses, countries, industries, plans, tags } from '../data/vocabulary.ts';
import {
  ago,
  amountText,
  byContact,
  type Condition,
  type ContactRows,
  textList,
  within,
  withoutRow,
  windowPhrase,
  withRow,
} from './condition.ts';
import type { Random } from './random.ts';

/** Over columns of the contact itself. */
export function ownAttributeCondition(random: Random, sizes: DataSizes): Condition {
  return random.pick(ownAttributes)(random, sizes);
}

export function attributeCondition(random: Random, sizes: DataSizes): Condition {
  return random.pick(attributes)(random, sizes);
}

export function orderCondition(random: Random, sizes: DataSizes): Condition {
  return { subject: 'orders', ...random.pick(orders)(random, sizes) };
}

export function tagCondition(random: Random): Condition {
  const [one, other] = [random.pick(tags), random.pick(tags)];
  if (random.chance(0.3)) {
    return {
      subject: 'tags',
      line: `not tagged "${one}"`,
      sql: () =>
        `NOT EXISTS (SELECT 1 FROM crm.tags WHERE tag = '${one}' AND crm.tags.contact_id = c.id)`,
    };
  }
  if (one !== other && random.chance(0.4)) {
    return {
      subject: 'tags',
      line: `tagged any of [${textList([one, other], '"')}]`,
      sql: () => withTag([one, other]),
    };
  }
  return { subject: 'tags', line: `tagged "${one}"`, sql: () => withTag([one]) };
}

function withTag(words: readonly string[]): string {
  return `c.id IN (SELECT contact_id FROM crm.tags WHERE tag IN (${textList(words, "'")}))`;
}

type Drawn = Omit<Condition, 'subject'>;

type DrawAttribute = (random: Random, sizes: DataSizes) => Condition;

const ownAttributes: readonly DrawAttribute[] = [
  (random) => {
    const some = [...new Set([random.pick(countries), random.pick(countries), countries[0] ?? ''])];
    return {
      subject: 'country',
      line: `country in [${textList(some, '"')}]`,
      sql: () => `c.country IN (${textList(some, "'")})`,
    };
  },
  (random) => {
    const plan = random.pick(plans);
    return { subject: 'plan', line: `plan = "${plan}"`, sql: () => `c.plan = '${plan}'` };
  },
  (random) => {
    const status = random.pick(contactStatuses);
    return {
      subject: 'status',
      line: `status != "${status}"`,
      sql: () => `c.status <> '${status}'`,
    };
  },
  (random) => {
    const least = 5 * (1 + random.whole(16));
    return { subject: 'score', line: `score >= ${least}`, sql: () => `c.score >= ${least}` };
  },
  (random) => {
    const channel = random.pick(['email', 'sms']);
    const column = `${channel}_consent`;
    return { subject: column, line: column, sql: () => `c.${column}` };
  },
  (random, sizes) => {
    const days = random.pick([30, 60, 90, 180, 365]);
    return {
      subject: 'created_at',
      line: `created_at more than ${days} days ago`,
      sql: (now) => `c.created_at < ${ago(sizes, now, days)}`,
    };
  },
  (random, sizes) => {
    const days = random.pick([7, 14, 30, 60, 90]);
    return {
      subject: 'last_seen_at',
      line: `last_seen_at ${windowPhrase(days)}`,
      sql: (now) => within(sizes, 'c.last_seen_at', now, days),
    };
  },
  (random, sizes) => {
    const days = random.pick([14, 30, 60, 90]);
    return {
      subject: 'last_seen_at',
      line: `last_seen_at more than ${days} days ago or missing`,
      sql: (now) => `(c.last_seen_at < ${ago(sizes, now, days)} OR c.last_seen_at IS NULL)`,
    };
  },
  () => ({ subject: 'email', line: 'email is known', sql: () => 'c.email IS NOT NULL' }),
];

const attributes: readonly DrawAttribute[] = [
  ...ownAttributes,
  (random) => {
    const industry = random.pick(industries);
    return {
      subject: 'company.industry',
      line: `company.industry = "${industry}"`,
      sql: () => `c.company_id IN (SELECT id FROM crm.companies WHERE industry = '${industry}')`,
    };
  },
  (random) => {
    const least = random.pick([20, 50, 100, 250, 500, 1000]);
    return {
      subject: 'company.employees',
      line: `company.employees >= ${least}`,
      sql: () => `c.company_id IN (SELECT id FROM crm.companies WHERE employees >= ${least})`,
    };
  },
];

const orders: readonly ((random: Random, sizes: DataSizes) => Drawn)[] = [
  (random, sizes) => {
    const total = 100 * (2 + random.whole(12));
    return {
      line: `sum(orders.total where status = "paid") > ${amountText(sizes, total)}`,
      ...byContact(
        ordersWith(() => [`status = 'paid'`]),
        `sum(total) > ${total}`,
      ),
    };
  },
  (random, sizes) => {
    const days = random.pick([30, 90, 180, 365]);
    const total = 50 * (1 + random.whole(8));
    const rows = ordersWith((now) => [`status = 'paid'`, within(sizes, 'placed_at', now, days)]);
    return {
      line: `sum(orders.total in last ${days} days where status = "paid") > ${amountText(sizes, total)}`,
      ...byContact(rows, `sum(total) > ${total}`),
    };
  },
  (random, sizes) => {
    const days = random.pick([90, 180, 365]);
    const many = 1 + random.whole(4);
    return {
      line: `count(orders in last ${days} days) > ${many}`,
      ...byContact(
        ordersWith((now) => [within(sizes, 'placed_at', now, days)]),
        `count(*) > ${many}`,
      ),
    };
  },
  (random, sizes) => {
    const days = random.pick([30, 60, 90, 180]);
    return {
      line: `has no orders in last ${days} days`,
      sql: withoutRow(ordersWith((now) => [within(sizes, 'placed_at', now, days)])),
    };
  },
  (random, sizes) => {
    const least = 50 * (1 + random.whole(6));
    return {
      line: `has orders where total > ${amountText(sizes, least)}`,
      sql: withRow(ordersWith(() => [`total > ${least}`])),
    };
  },
];

function ordersWith(predicates: ContactRows['predicates']): ContactRows {
  return { table: 'shop.orders', predicates };
}
