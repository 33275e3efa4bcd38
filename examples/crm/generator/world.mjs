// Puts the parts together: the statements of the base data and of an advance, in order.
import { DAY, randomMacros } from './random.mjs';
import { schema } from './schema.mjs';
import { baseSlice, lives, weightMacro } from './slice.mjs';
import { insertCompanies, insertUsers } from './companies.mjs';
import { insertConsents, insertContacts, insertListsAndTags, placeTable } from './contacts.mjs';
import { insertOrders, insertProducts, insertStores, shelfTable, shipMacro } from './shop.mjs';
import { insertActivity } from './activity.mjs';
import {
  finishTasks,
  insertDeals,
  insertStages,
  insertTaskLinks,
  insertTasks,
  moveDeals,
} from './sales.mjs';
import { answerTickets, insertTickets } from './support.mjs';

const EVENT_DAYS = 400;
const ORDER_DAYS = 730;
const DEAL_DAYS = 300;
const TASK_DAYS = 90;
const TICKET_DAYS = 180;

/** @typedef {{ seed: number, contacts: number, events: number, born: number, now: number }} State  times in epoch milliseconds */

/**
 * How many of each thing a world of this size has.
 *
 * @param {number} contacts
 */
function sizes(contacts) {
  return {
    companies: Math.ceil(contacts / 8),
    products: Math.max(120, Math.ceil(contacts / 50)),
    orders: Math.ceil(contacts * 2.6),
    deals: Math.ceil(contacts / 5),
    tasks: Math.ceil(contacts * 0.4),
    tickets: Math.ceil(contacts * 0.3),
  };
}

/** @param {number} seed */
function preparations(seed) {
  return ["SET TimeZone = 'UTC'", ...randomMacros(seed), weightMacro, shipMacro, placeTable()];
}

/**
 * @param {{ seed: number, contacts: number, events: number, now: Date }} options
 * @returns {readonly string[]}
 */
export function baseStatements({ seed, contacts, events, now }) {
  const born = now.getTime();
  const slice = baseSlice(born);
  const { companies, products, orders, deals, tasks, tickets } = sizes(contacts);
  return [
    ...preparations(seed),
    ...schema,
    `INSERT INTO generator.state VALUES (${seed}, ${contacts}, ${events}, utc(${born}), utc(${born}))`,
    insertUsers(),
    insertCompanies(companies, born),
    insertContacts({ first: 1, count: contacts, companies, from: born - 1100 * DAY, to: born }),
    lives(slice),
    ...insertListsAndTags(contacts, born),
    insertConsents(born),
    insertStores(),
    ...insertProducts(products, born),
    shelfTable(),
    ...insertOrders(slice, orders, born - ORDER_DAYS * DAY),
    ...insertActivity(slice, events, born - EVENT_DAYS * DAY),
    insertStages(),
    insertDeals({ first: 1, count: deals, companies, from: born - DEAL_DAYS * DAY, to: born }),
    ...moveDeals(slice),
    insertTasks({
      first: 1,
      count: tasks,
      deals,
      contacts,
      from: born - 60 * DAY,
      until: born + 30 * DAY,
      made: born - 90 * DAY,
      to: born,
    }),
    insertTaskLinks(tasks),
    finishTasks(slice),
    insertTickets({ first: 1, count: tickets, contacts, from: born - TICKET_DAYS * DAY, to: born }),
    answerTickets(slice),
  ];
}

/**
 * @param {State} state
 * @param {number} days
 * @returns {readonly string[]}
 */
export function advanceStatements(state, days) {
  const { seed, contacts, events, born, now } = state;
  const to = now + days * DAY;
  const slice = { from: now, to, born, salt: `until ${to}` };
  const size = sizes(contacts);
  /** @param {number} whole @param {number} over */
  const share = (whole, over) => Math.ceil((whole * days) / over);
  const newContacts = share(contacts, 1000);
  return [
    ...preparations(seed),
    'SET threads = 1',
    ...insertFollowing('crm.contacts', 'contact_id', (first) =>
      insertContacts({ first, count: newContacts, companies: size.companies, from: now, to }),
    ),
    lives(slice),
    shelfTable(),
    ...settleOrders(slice),
    ...insertOrders(slice, share(size.orders, 500), now),
    ...insertActivity(slice, share(events, 250), now),
    changeMinds(slice),
    ...insertFollowing('crm.deals', 'id', (first) =>
      insertDeals({
        first,
        count: share(size.deals, DEAL_DAYS),
        companies: size.companies,
        from: now,
        to,
      }),
    ),
    ...moveDeals(slice),
    ...insertFollowing('crm.tasks', 'id', (first) =>
      insertTasks({
        first,
        count: share(size.tasks, TASK_DAYS),
        deals: size.deals,
        contacts,
        from: now + 30 * DAY,
        until: to + 30 * DAY,
        made: now,
        to,
      }),
    ),
    finishTasks(slice),
    ...insertFollowing('support.tickets', 'id', (first) =>
      insertTickets({ first, count: share(size.tickets, TICKET_DAYS), contacts, from: now, to }),
    ),
    answerTickets(slice),
    `UPDATE generator.state SET now = utc(${to})`,
  ];
}

/**
 * The first new id is looked up once, before the rows are inserted.
 *
 * @param {string} table
 * @param {string} key
 * @param {(first: string) => string} insert
 */
function insertFollowing(table, key, insert) {
  return [
    `SET VARIABLE first_id = (SELECT max(${key}) + 1 FROM ${table})`,
    insert(`getvariable('first_id')`),
  ];
}

/** @param {import('./slice.mjs').Slice} slice */
function settleOrders({ from, to }) {
  return [
    `UPDATE shop.orders SET status = 'paid', updated_at = utc(${from} + draw(3600000, 'settle', id)) WHERE status = 'pending' AND u('settle', id) < 0.9`,
    `UPDATE shop.orders SET shipped_at = utc(ship_ms(id, epoch_ms(placed_at))), updated_at = greatest(updated_at, utc(ship_ms(id, epoch_ms(placed_at))))
     WHERE status = 'paid' AND shipped_at IS NULL AND ship_ms(id, epoch_ms(placed_at)) < ${to}`,
  ];
}

/** @param {import('./slice.mjs').Slice} slice */
function changeMinds({ from, to, salt }) {
  return `
  INSERT INTO crm.consents
  SELECT id, 'email', 'marketing', CASE WHEN u('mind:${salt}', id) < 0.0015 THEN 'opted_out' ELSE 'opted_in' END,
    utc(moment(${from}, ${to}, 'when:${salt}', id)), 'preference_page'
  FROM life WHERE u('mind:${salt}', id) < 0.003 OR created_ms >= ${from} ORDER BY ALL`;
}
