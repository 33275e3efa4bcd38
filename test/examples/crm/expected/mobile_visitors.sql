WITH visits AS (
  SELECT contact_id, arg_max(device, occurred_at) AS last_device, count(*) AS n FROM events.tracks
  WHERE event = 'site_visited' AND occurred_at >= '2026-08-04 09:00:00' AND occurred_at < '2026-11-02 09:00:00'
  GROUP BY contact_id)
SELECT c.contact_id FROM crm.contacts c JOIN visits USING (contact_id) WHERE last_device = 'mobile' AND n >= 3
