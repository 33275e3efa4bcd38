// A slice of time that is filled with activity, and who is active in it. The base data and every --advance are slices.
import { DAY } from './random.mjs';

/**
 * @typedef {object} Slice
 * @property {number} from  start, epoch milliseconds; for the base data each table chooses an earlier start itself
 * @property {number} to    end, excluded
 * @property {number} born  the end of the base data
 * @property {string} salt  separates the chance of one slice from that of another
 */

/**
 * @param {number} born
 * @returns {Slice}
 */
export function baseSlice(born) {
  return { from: born, to: born, born, salt: 'base' };
}

/**
 * How each contact lives: from when to when it visits and buys, and how much. A pure function of the contact, so that a later
 * slice continues the same lives. `end_ms` is missing for contacts that are active for good; a few come back.
 *
 * @param {Slice} slice
 * @returns {string}
 */
export function lives({ born, salt }) {
  return `
  CREATE OR REPLACE TEMP TABLE life AS
  WITH drawn AS (
    SELECT contact_id AS id, company_id, epoch_ms(created_at) AS created_ms,
      u('energy', contact_id) AS energy, u('fate', contact_id) AS fate,
      epoch_ms(created_at) >= ${born} OR u('back:${salt}', contact_id) < 0.01 AS revived
    FROM crm.contacts),
  ended AS (
    SELECT *, CASE WHEN fate < 0.42 OR revived THEN NULL
      ELSE created_ms + floor((${born} - created_ms) * (0.1 + 0.88 * u('end', id)))::BIGINT END AS end_ms
    FROM drawn)
  SELECT id, company_id, created_ms, energy, end_ms,
    greatest(created_ms, coalesce(end_ms, ${born}) - (15 + draw(220, 'span', id)) * ${DAY}) AS visit_from,
    greatest(created_ms, coalesce(end_ms, ${born}) - (60 + draw(600, 'reach', id)) * ${DAY}) AS buy_from,
    CASE WHEN fate BETWEEN 0.88 AND 1 THEN 0 ELSE weight(0.65 * energy + 0.35 * u('visits', id)) END AS visit_weight,
    CASE WHEN u('buyer', id) < 0.42 THEN 0 ELSE weight(0.5 * energy + 0.5 * u('buys', id)) END AS buy_weight,
    CASE WHEN company_id IS NULL OR u('user', id) < 0.3 THEN 0 ELSE weight(0.4 * energy + 0.6 * u('logins', id)) END AS login_weight
  FROM ended
  ORDER BY id`;
}

/** Turns an activity in [0, 1) into a skewed whole-number weight: few do much. */
export const weightMacro = `CREATE OR REPLACE TEMP MACRO weight(x) AS 2 + floor(1000 * x * x * x * x)::BIGINT`;

/**
 * Hands out exactly `total` things to the contacts alive in [from, to), in proportion to a weight of `life`.
 *
 * @param {{ name: string, total: number, weight: string, since: string, from: number, to: number }} share
 * @returns {string} creates the temp table `name` (id, lo, hi, n)
 */
export function sharedOut({ name, total, weight, since, from, to }) {
  return `
  CREATE OR REPLACE TEMP TABLE ${name} AS
  WITH alive AS (
    SELECT id, greatest(${since}, ${from}) AS lo, least(coalesce(end_ms, ${to}), ${to}) AS hi, ${weight} AS w FROM life),
  weighted AS (SELECT id, lo, hi, w FROM alive WHERE hi - lo > 600000 AND w > 0),
  summed AS (SELECT *, sum(w) OVER (ORDER BY id) AS upto, sum(w) OVER () AS whole FROM weighted)
  SELECT id, lo, hi, (${total} * upto // whole - ${total} * (upto - w) // whole)::BIGINT AS n FROM summed ORDER BY id`;
}
