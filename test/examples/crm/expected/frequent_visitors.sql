WITH visits AS (
  SELECT contact_id, count(*) AS n FROM events.tracks
  WHERE event = 'site_visited' AND occurred_at >= '2026-10-03 09:00:00' AND occurred_at < '2026-11-02 09:00:00'
  GROUP BY contact_id),
consent AS (
  SELECT contact_id, arg_max(state, changed_at) AS state FROM crm.consents
  WHERE channel = 'email' AND purpose = 'marketing' GROUP BY contact_id)
SELECT c.contact_id FROM crm.contacts c JOIN visits v USING (contact_id) JOIN consent s USING (contact_id)
WHERE v.n > 5 AND s.state = 'opted_in'
