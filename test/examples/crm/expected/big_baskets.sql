SELECT c.contact_id FROM crm.contacts c JOIN shop.orders o USING (contact_id)
WHERE o.status = 'paid' AND o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'
GROUP BY c.contact_id
HAVING sum(o.total) >= 250 * count(*) AND min(o.total) >= 40 AND max(o.total) >= 2 * median(o.total)
