// What contacts do on the website and in the product: tracks and logins.
import { DAY } from './random.mjs';
import { sharedOut } from './slice.mjs';

/**
 * Rows of a later slice may have happened before it and arrive in it; `loaded_at` is always inside the slice.
 *
 * @param {import('./slice.mjs').Slice} slice
 * @param {number} total  tracks and logins together; the checkouts that belong to orders come out of it
 * @param {number} from
 * @returns {readonly string[]}
 */
export function insertActivity(slice, total, from) {
  const logins = Math.floor(total * 0.16);
  const checkouts = Math.floor(total * 0.04);
  return [
    ...insertLogins(slice, logins, from),
    ...insertTracks(slice, total - logins - checkouts, checkouts, from),
    setLastVisit(slice, from),
  ];
}

/**
 * @param {import('./slice.mjs').Slice} slice
 * @param {number} total
 * @param {number} from
 */
function insertLogins({ to, salt }, total, from) {
  return [
    sharedOut({ name: 'logging_in', total, weight: 'login_weight', since: 'visit_from', from, to }),
    `INSERT INTO events.logins
     WITH drawn AS (SELECT id, moment(lo, hi, 'login:${salt}', id || '-' || k) AS ms, k FROM logging_in, unnest(range(n)) t(k)),
     numbered AS (SELECT (SELECT coalesce(max(id), 0) FROM events.logins) + row_number() OVER (ORDER BY ms, id, k) AS n, id, ms FROM drawn)
     SELECT n, id, utc(ms), pick(['web', 'web', 'web', 'ios', 'android'], 'login-device', n), utc(least(ms + 45000, ${to - 1})) FROM numbered ORDER BY n`,
  ];
}

/**
 * @param {import('./slice.mjs').Slice} slice
 * @param {number} total
 * @param {number} checkouts
 * @param {number} from
 */
function insertTracks({ to, salt }, total, checkouts, from) {
  const late =
    salt === 'base'
      ? '0'
      : `CASE WHEN u('late', key) < 0.01 THEN draw(${DAY * 1.5}, 'delay', key) ELSE 0 END`;
  const nobody = `CASE WHEN u('nobody', key) < 0.01 THEN NULL WHEN u('nobody', key) < 0.013 THEN 9000000 + id ELSE id END`;
  return [
    sharedOut({ name: 'visiting', total, weight: 'visit_weight', since: 'visit_from', from, to }),
    `CREATE OR REPLACE TEMP TABLE acts AS
     WITH drawn AS (SELECT id, hi, lo, k, id || '-' || k || '-${salt}' AS key, u('kind:${salt}', id || '-' || k) AS kind FROM visiting, unnest(range(n)) t(k)),
     timed AS (SELECT *, moment(lo, hi, 'track', key) AS seen FROM drawn)
     SELECT ${nobody} AS contact, key, seen - ${late} AS ms,
       least(seen + 20000 + draw(240000, 'lag', key) + CASE WHEN u('slow', key) < 0.01 THEN draw(21600000, 'slow-by', key) ELSE 0 END, ${to - 1}) AS loaded,
       CASE WHEN kind < 0.56 THEN 'site_visited' WHEN kind < 0.88 THEN 'product_viewed' WHEN kind < 0.93 THEN 'checkout_started' ELSE 'email_opened' END AS event,
       NULL::DECIMAL(18, 2) AS total
     FROM timed`,
    `INSERT INTO acts
     WITH recent AS (
       SELECT o.id, o.contact_id, epoch_ms(placed_at) AS ms, total FROM shop.orders o JOIN new_orders n USING (id)
       WHERE channel <> 'store' AND epoch_ms(placed_at) >= ${from} ORDER BY o.id DESC LIMIT ${checkouts})
     SELECT contact_id, 'order-' || id, ms - 120000 - draw(1080000, 'checkout', id), least(ms + 60000, ${to - 1}), 'checkout_started', total FROM recent`,
    `INSERT INTO events.tracks
     WITH numbered AS (
       SELECT (SELECT coalesce(max(id), 0) FROM events.tracks) + row_number() OVER (ORDER BY loaded, ms, key) AS n, *,
         draw((SELECT count(*) FROM shelf), 'seen', key) AS position,
         CASE WHEN u('browse', key) < 0.25 THEN pick((SELECT list(sku ORDER BY sku) FROM shop.products), 'browsed', key) END AS browsed FROM acts),
     product AS (
       SELECT n.*, CASE WHEN event = 'product_viewed' THEN coalesce(browsed, s.sku) END AS sku FROM numbered n
       JOIN shelf s USING (position))
     SELECT n, event, contact, utc(ms), sku,
       CASE WHEN event = 'site_visited' THEN 'https://brightpantry.example' || pick(['/', '/', '/', '/blog/team-coffee', '/pricing', '/pricing/enterprise', '/offers', '/help', '/login'], 'url', n)
            WHEN event = 'product_viewed' THEN 'https://brightpantry.example/p/' || lower(sku) END,
       CASE WHEN event <> 'email_opened' THEN pick(['desktop', 'desktop', 'mobile', 'mobile', 'tablet'], 'device', CASE WHEN u('other', n) < 0.2 THEN n ELSE contact END) END,
       CASE event WHEN 'checkout_started' THEN json_object('value', coalesce(total, (500 + draw(29500, 'value', n)) * 0.01::DECIMAL(3, 2)), 'items', 1 + draw(5, 'items', n))
                  WHEN 'site_visited' THEN json_object('referrer', pick(['direct', 'search', 'search', 'newsletter', 'ads'], 'referrer', n))
                  WHEN 'email_opened' THEN json_object('campaign', pick(['september_digest', 'october_digest', 'renewal'], 'campaign', n)) END,
       utc(loaded)
     FROM product ORDER BY n`,
  ];
}

/**
 * @param {import('./slice.mjs').Slice} slice
 * @param {number} from
 */
function setLastVisit(slice, from) {
  return `
  UPDATE crm.contacts SET last_visit_at = v.seen_at, updated_at = greatest(updated_at, v.loaded_at)
  FROM (SELECT contact_id AS id, max(occurred_at) AS seen_at, max(loaded_at) AS loaded_at FROM events.tracks
        WHERE event = 'site_visited' AND loaded_at >= utc(${slice.salt === 'base' ? from : slice.from}) GROUP BY contact_id) v
  WHERE contacts.contact_id = v.id AND (contacts.last_visit_at IS NULL OR v.seen_at > contacts.last_visit_at)`;
}
