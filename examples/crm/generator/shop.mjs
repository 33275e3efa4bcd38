// Products, stores, orders and their lines.
import { DAY, list, quoted } from './random.mjs';
import { categories, productQualities, stores } from './vocabulary.mjs';
import { sharedOut } from './slice.mjs';

/** @returns {string} */
export function insertStores() {
  const rows = stores.map(([id, kind, country]) => `(${id}, ${quoted(kind)}, ${quoted(country)})`);
  return `INSERT INTO shop.stores VALUES ${rows.join(', ')}`;
}

/**
 * @param {number} count
 * @param {number} born
 * @returns {readonly string[]}
 */
export function insertProducts(count, born) {
  const kinds = categories.map(
    ({ name, price, nouns }) => `(${quoted(name)}, ${price}, ${list(nouns)})`,
  );
  return [
    `INSERT INTO shop.products
     WITH kind AS (SELECT row_number() OVER () AS n, * FROM (VALUES ${kinds.join(', ')}) k(category, typical, nouns)),
     drawn AS (
       SELECT i + 1 AS id, k.*, u('status', i + 1) AS s, 0.5 + u('price', i + 1) * 1.4 AS factor
       FROM range(${count}) t(i) JOIN kind k ON k.n = 1 + i % ${categories.length})
     SELECT printf('SKU-%05d', id), pick(${list(productQualities)}, 'quality', id) || ' ' || lower(pick(nouns, 'noun', id)),
       CASE WHEN s < 0.06 THEN 'draft' WHEN s < 0.16 THEN 'archived' ELSE 'active' END,
       CASE WHEN u('category?', id) >= 0.02 THEN category END,
       cents, CASE WHEN u('cost?', id) >= 0.05 THEN (cents * (45 + draw(45, 'cost', id)) * 0.01)::DECIMAL(18, 2) END,
       CASE WHEN u('empty', id) < 0.06 THEN 0 ELSE 5 + floor(400 * u('stock', id) * u('stock', id))::INTEGER END,
       CASE WHEN s >= 0.06 AND u('stocked?', id) >= 0.03
         THEN utc(moment(${born - 1000 * DAY}, ${born}, 'stocked', id)) END
     FROM (SELECT *, (floor(typical * factor * 20) * 5)::BIGINT * 0.01::DECIMAL(3, 2) AS cents FROM drawn) ORDER BY id`,
  ];
}

/**
 * Which product a line takes: a few are popular, one in eight hardly ever sells, drafts never do.
 *
 * @returns {string}
 */
export function shelfTable() {
  return `
  CREATE OR REPLACE TEMP TABLE shelf AS
  SELECT row_number() OVER (ORDER BY sku, copy) - 1 AS position, sku, price FROM (
    SELECT sku, price, unnest(range(CASE
      WHEN status = 'draft' THEN 0 WHEN u('dud', sku) < 0.12 THEN draw(2, 'dud-weight', sku)
      WHEN status = 'archived' THEN 3
      ELSE 10 + floor(220 * u('pull', sku) * u('pull', sku) * u('pull', sku))::BIGINT END)) AS copy
    FROM shop.products)`;
}

/** When a paid order leaves the warehouse, in milliseconds: a pure function of the order. */
export const shipMacro = `CREATE OR REPLACE TEMP MACRO ship_ms(id, placed_ms) AS
  placed_ms + ${DAY / 2} + draw(${5 * DAY}, 'ship', id)`;

/**
 * Orders with their lines, placed in [from, slice.to).
 *
 * @param {import('./slice.mjs').Slice} slice
 * @param {number} total
 * @param {number} from
 * @returns {readonly string[]}
 */
export function insertOrders(slice, total, from) {
  const { to, salt } = slice;
  return [
    sharedOut({ name: 'buying', total, weight: 'buy_weight', since: 'buy_from', from, to }),
    `CREATE OR REPLACE TEMP TABLE new_orders AS
     WITH placed AS (SELECT id AS contact, k, moment(lo, hi, 'order:${salt}', id || '-' || k) AS ms FROM buying, unnest(range(n)) t(k)),
     numbered AS (SELECT (SELECT coalesce(max(id), 0) FROM shop.orders) + row_number() OVER (ORDER BY ms, contact, k) AS id, contact, ms FROM placed)
     SELECT id, CASE WHEN u('nobody', id) < 0.002 THEN 9000000 + contact ELSE contact END AS contact_id, ms,
       CASE WHEN u('store', id) < 0.62 THEN 1 WHEN u('store', id) < 0.97 THEN 2 + draw(7, 'shop', id) END AS store_id,
       CASE WHEN u('status', id) < 0.5 AND ms > ${to - 2 * DAY} THEN 'pending'
            ELSE pick(['paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'refunded', 'canceled'], 'outcome', id) END AS status,
       CASE WHEN u('coupon', id) < 0.12 THEN pick(['WELCOME10', 'AUTUMN26', 'SPRING26', 'FRIENDS'], 'code', id) END AS coupon
     FROM numbered ORDER BY id`,
    `CREATE OR REPLACE TEMP TABLE new_lines AS
     WITH counted AS (SELECT id AS order_id, ms, unnest(range(1 + floor(4 * u('lines', id) * u('lines', id))::BIGINT)) AS k FROM new_orders),
     keyed AS (SELECT *, order_id * 10 + k AS id, draw((SELECT count(*) FROM shelf), 'shelf', order_id * 10 + k) AS position FROM counted),
     priced AS (
       SELECT l.*, s.sku, s.price, 1 + floor(5 * u('qty', l.id) * u('qty', l.id) * u('qty', l.id))::INTEGER AS quantity,
         pick([100, 100, 100, 100, 95, 90, 80], 'discount', l.id) AS percent
       FROM keyed l JOIN shelf s USING (position))
     SELECT id, order_id, ms, CASE WHEN u('no-product', id) < 0.002 THEN 'SKU-99' || (id % 900 + 100) ELSE sku END AS product_id,
       quantity, (quantity * price * percent * 0.01)::DECIMAL(18, 2) AS revenue
     FROM priced`,
    `INSERT INTO shop.order_lines
     SELECT id, order_id, product_id, quantity, revenue, utc(ms) FROM new_lines ORDER BY id`,
    `INSERT INTO shop.orders
     SELECT o.id, contact_id, store_id, utc(o.ms), CASE WHEN status = 'paid' AND ship_ms(o.id, o.ms) < ${to} THEN utc(ship_ms(o.id, o.ms)) END,
       status, CASE WHEN store_id > 1 THEN 'store' WHEN u('channel', o.id) < 0.7 THEN 'web' ELSE 'app' END, coupon, l.total,
       utc(CASE WHEN status = 'paid' AND ship_ms(o.id, o.ms) < ${to} THEN ship_ms(o.id, o.ms) ELSE o.ms END)
     FROM new_orders o JOIN (SELECT order_id, sum(revenue)::DECIMAL(18, 2) AS total FROM new_lines GROUP BY order_id) l ON l.order_id = o.id
     ORDER BY o.id`,
  ];
}
