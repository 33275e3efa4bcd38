// Contacts and what is recorded about them: lists, tags, consents.
import { DAY, list, quoted } from './random.mjs';
import { places, placeShares } from './places.mjs';
import { interests } from './vocabulary.mjs';

/** @returns {string} the temp table `place` */
export function placeTable() {
  const rows = places.map(
    (place, index) =>
      `(${index + 1}, ${quoted(place.country)}, ${quoted(place.zone)}, ${quoted(place.dial)}, ` +
      `${list(place.cities)}, ${list(place.given)}, ${list(place.family)})`,
  );
  return `CREATE OR REPLACE TEMP TABLE place AS FROM (VALUES ${rows.join(', ')}) t(n, country, zone, dial, cities, given, family)`;
}

/**
 * @param {{ first: number | string, count: number, companies: number, from: number, to: number }} what  ids from `first`, created in [from, to)
 * @returns {string}
 */
export function insertContacts({ first, count, companies, from, to }) {
  return `
  INSERT INTO crm.contacts
  WITH drawn AS (
    SELECT ${first} + i AS id, ([${placeShares.join(', ')}])[1 + draw(${placeShares.length}, 'place', ${first} + i)] AS n,
      1 + floor(${companies} * u('company', ${first} + i) * (0.35 + 0.65 * u('company', ${first} + i)))::BIGINT AS company
    FROM range(${count}) t(i)),
  named AS (
    SELECT d.id, d.company, p.*, pick(p.given, 'given', d.id) AS given_name, pick(p.family, 'family', d.id) AS family_name,
      CASE WHEN u('company?', d.id) < 0.13 OR d.company % 29 = 0 THEN NULL
           WHEN u('company?', d.id) < 0.134 THEN 900000 + d.company ELSE d.company END AS company_id,
      within(${from}, ${to}, 1 - u('created', d.id) * (0.3 + 0.7 * u('created', d.id))) AS created_ms
    FROM drawn d JOIN place p USING (n)),
  addressed AS (
    SELECT n.*, CASE WHEN n.id % 197 = 0 THEN 'brightpantry.example' ELSE coalesce(c.domain, 'mailbox.example') END AS domain,
      replace(replace(replace(strip_accents(given_name || '.' || family_name), 'ł', 'l'), 'Ł', 'L'), '''', '') AS mailbox
    FROM named n LEFT JOIN crm.companies c ON c.id = n.company_id)
  SELECT id, given_name, family_name,
    CASE WHEN u('email?', id) < 0.07 THEN NULL
         WHEN u('email?', id) < 0.074 THEN 'test+' || id || '@mailbox.example'
         WHEN u('email?', id) < 0.12 THEN mailbox || '@' || upper(domain[1]) || domain[2:]
         ELSE lower(replace(mailbox, 'ß', 'ss')) || CASE WHEN domain = 'mailbox.example' THEN id::VARCHAR ELSE '' END || '@' || domain END,
    CASE WHEN u('phone?', id) >= 0.35 THEN dial || (600000000 + draw(199999999, 'phone', id)) END,
    CASE WHEN u('country?', id) >= 0.06 THEN country END,
    CASE WHEN u('country?', id) >= 0.06 THEN pick(cities, 'city', id) END,
    CASE WHEN u('zone?', id) >= 0.1 THEN zone END,
    CASE WHEN u('birth?', id) >= 0.4 THEN utc(within(${Date.UTC(1956, 0, 1)}, ${Date.UTC(2005, 0, 1)}, u('birth', id)))::DATE END,
    CASE WHEN u('role?', id) >= 0.15 THEN pick(['admin', 'member', 'member', 'member', 'member', 'decision_maker'], 'role', id) END,
    list_filter(${list(interests)}, x -> u('interest:' || x, id) < 0.22),
    CASE WHEN u('lead?', id) < 0.25 THEN NULL
         WHEN u('lead?', id) < 0.33 THEN json_object('source', pick(['import', 'partner'], 'source', id))
         ELSE json_object('score', draw(101, 'score', id), 'source', pick(['webinar', 'organic', 'ads', 'referral', 'fair'], 'source', id)) END,
    company_id, utc(created_ms), NULL, utc(created_ms)
  FROM addressed ORDER BY id`;
}

/**
 * The newsletter has rows added twice for some; tags have true duplicates; a few rows belong to nobody.
 *
 * @param {number} contacts
 * @param {number} born
 * @returns {readonly string[]}
 */
export function insertListsAndTags(contacts, born) {
  return [
    `INSERT INTO crm.list_members
     WITH member AS (
       SELECT id, slug, moment(greatest(created_ms, ${born - 500 * DAY}), ${born}, slug, id) AS ms FROM life, (VALUES
         ('newsletter', 0.34), ('webinar_spring_2026', 0.06), ('beta_testers', 0.02), ('trade_fair_2026', 0.04)) l(slug, share)
       WHERE u('list:' || slug, id) < share
       UNION ALL SELECT id, 'employees', created_ms FROM life WHERE id % 197 = 0
       UNION ALL SELECT id, 'newsletter', moment(greatest(created_ms, ${born - 200 * DAY}), ${born}, 'again', id) FROM life WHERE u('list:again', id) < 0.02
       UNION ALL SELECT 9000000 + i, 'newsletter', ${born} - i * ${DAY} FROM range(1, 9) t(i))
     SELECT id, slug, utc(ms) FROM member ORDER BY ms, id, slug`,
    `INSERT INTO crm.contact_tags
     WITH tagged AS (
       SELECT id, 'vip' AS tag FROM life WHERE energy > 0.9 AND buy_weight > 250 AND u('vip', id) < 0.6
       UNION ALL SELECT id, tag FROM life, (VALUES ('key_account', 0.015), ('do_not_contact', 0.025), ('wholesale', 0.03), ('press', 0.008), ('event_lead', 0.05)) t(tag, share)
         WHERE u('tag:' || tag, id) < share)
     SELECT id, tag FROM (
       FROM tagged UNION ALL FROM tagged WHERE u('twice:' || tag, id) < 0.03
       UNION ALL SELECT ${contacts} + 5000000 + i, 'vip' FROM range(4) t(i))
     ORDER BY id, tag`,
  ];
}

/**
 * First states, then changes of mind: the newest row per contact, channel and purpose is the valid one.
 *
 * @param {number} born
 * @returns {string}
 */
export function insertConsents(born) {
  return `
  INSERT INTO crm.consents
  WITH first_state AS (
    SELECT id, channel, purpose, u('consent:' || channel || purpose, id) AS x,
      moment(created_ms, ${born}, 'consent:' || channel || purpose, id) AS ms
    FROM life, (VALUES ('email', 'marketing'), ('sms', 'marketing'), ('email', 'service')) c(channel, purpose)),
  stated AS (
    SELECT *, CASE WHEN channel = 'sms' THEN CASE WHEN x < 0.24 THEN 'opted_in' WHEN x < 0.4 THEN 'opted_out' END
                   WHEN purpose = 'service' THEN CASE WHEN x < 0.9 THEN 'opted_in' END
                   WHEN x < 0.62 THEN 'opted_in' WHEN x < 0.74 THEN 'opted_out' WHEN x < 0.77 THEN 'bounced' END AS state
    FROM first_state),
  changed AS (
    SELECT id, channel, purpose, CASE WHEN state = 'opted_in' THEN 'opted_out' ELSE 'opted_in' END AS state,
      moment(ms, ${born}, 'mind:' || channel, id) AS ms
    FROM stated WHERE state IS NOT NULL AND u('mind:' || channel || purpose, id) < 0.12 AND ms < ${born} - ${DAY})
  SELECT id, channel, purpose, state, utc(ms), pick(['form', 'import', 'preference_page', 'api'], 'consent-source', id)
  FROM (SELECT id, channel, purpose, state, ms FROM stated WHERE state IS NOT NULL UNION ALL FROM changed)
  ORDER BY ms, id, channel, purpose, state`;
}
