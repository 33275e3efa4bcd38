-- more than 4 orders, above $800 in total, last visit more than 40 days ago, email consent
WITH consent AS (
  SELECT DISTINCT ON (contact_id) contact_id, state FROM crm.consents
  WHERE channel = 'email' AND purpose = 'marketing' ORDER BY contact_id, changed_at DESC, state DESC),
bought AS (SELECT contact_id, count(*) AS orders, sum(total) AS value FROM shop.orders GROUP BY contact_id)
SELECT c.contact_id FROM crm.contacts c JOIN bought b USING (contact_id) JOIN consent s USING (contact_id)
WHERE b.orders > 4 AND b.value > 800 AND s.state = 'opted_in' AND c.email IS NOT NULL
  AND c.last_visit_at < TIMESTAMP '2026-11-02 09:00:00' - INTERVAL 40 DAY
