-- days of Warsaw: 1 June begins at 31 May 22:00 UTC, 1 September at 31 August 22:00 UTC
SELECT c.contact_id FROM crm.contacts c JOIN shop.orders o USING (contact_id)
GROUP BY c.contact_id
HAVING count(*) FILTER (WHERE o.placed_at >= '2026-05-31 22:00:00' AND o.placed_at < '2026-08-31 22:00:00') >= 2
  AND count(*) FILTER (WHERE o.placed_at >= '2026-08-31 22:00:00' AND o.placed_at < '2026-11-02 09:00:00') = 0
