SELECT c.contact_id FROM crm.contacts c JOIN shop.orders o USING (contact_id)
GROUP BY c.contact_id
HAVING coalesce(sum(o.total) FILTER (WHERE o.status = 'paid'), 0) >= 1000
  AND coalesce(sum(o.total) FILTER (WHERE o.placed_at >= '2026-08-04 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'), 0)
    < 0.5 * coalesce(sum(o.total) FILTER (WHERE o.placed_at >= '2026-05-06 09:00:00' AND o.placed_at < '2026-08-04 09:00:00'), 0)
