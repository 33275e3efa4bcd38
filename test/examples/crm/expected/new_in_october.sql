-- October in Warsaw: 30 September 22:00 UTC until 31 October 23:00 UTC
SELECT contact_id FROM crm.contacts
WHERE contact_id IN (SELECT contact_id FROM shop.orders WHERE placed_at >= '2026-09-30 22:00:00' AND placed_at < '2026-10-31 23:00:00')
  AND contact_id NOT IN (SELECT contact_id FROM shop.orders WHERE placed_at >= '2026-03-31 22:00:00' AND placed_at < '2026-09-30 22:00:00')
