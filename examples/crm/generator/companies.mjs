// Our own people and the companies that buy from us.
import { DAY, list, quoted } from './random.mjs';
import { companyFirst, companyLast, companySecond, industries, users } from './vocabulary.mjs';

/** @returns {string} */
export function insertUsers() {
  const rows = users.map((row) => `(${row.map(quoted).join(', ')})`);
  return `INSERT INTO crm.users VALUES ${rows.join(', ')}`;
}

/**
 * About one company in ten has a parent; every 29th never gets contacts (see contacts.mjs); a few parents do not exist.
 *
 * @param {number} count
 * @param {number} born
 * @returns {string}
 */
export function insertCompanies(count, born) {
  return `
  INSERT INTO crm.companies
  WITH named AS (
    SELECT i + 1 AS id,
      pick(${list(companyFirst)}, 'company-1', i) || pick(${list(companySecond)}, 'company-2', i) AS stem,
      pick(${list(companyLast)}, 'company-3', i) AS tail,
      (array['free', 'free', 'free', 'trial', 'business', 'business', 'business', 'enterprise'])[1 + draw(8, 'plan', i)] AS plan,
      3 + floor(2400 * u('size', i) * u('size', i) * u('size', i))::INTEGER AS employees
    FROM range(${count}) t(i))
  SELECT id, stem || ' ' || tail,
    lower(stem) || CASE WHEN id > 500 THEN '-' || lower(tail) ELSE '' END || '.example',
    CASE WHEN u('industry?', id) >= 0.05 THEN pick(${list(industries)}, 'industry', id) END,
    pick(['PL', 'PL', 'PL', 'DE', 'DE', 'US', 'US', 'GB', 'FR', 'ES'], 'company-country', id),
    plan,
    CASE WHEN u('employees?', id) >= 0.06 THEN employees END,
    CASE WHEN plan IN ('business', 'enterprise')
      THEN CASE WHEN u('seats?', id) < 0.02 THEN 0 ELSE 2 + floor(22 * u('seats', id) * u('seats', id))::INTEGER END END,
    CASE WHEN u('nps?', id) >= 0.35 THEN pick([2, 4, 5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10], 'nps', id) END,
    CASE WHEN plan IN ('business', 'enterprise') AND u('contract?', id) >= 0.04
      THEN utc(${born} + (draw(430, 'contract', id) - 50) * ${DAY})::DATE END,
    CASE WHEN u('touch?', id) >= 0.2 THEN utc(moment(${born - 150 * DAY}, ${born}, 'touch', id)) END,
    CASE WHEN plan <> 'free' AND u('owner?', id) >= 0.05 THEN pick(${list(users.filter(([, , team]) => team === 'success').map(([id]) => id))}, 'owner', id) END,
    CASE WHEN u('parent?', id) < 0.1 AND id > 20 THEN 1 + draw(id - 1, 'parent', id) WHEN u('parent?', id) < 0.102 THEN 900000 + id END
  FROM named ORDER BY id`;
}
