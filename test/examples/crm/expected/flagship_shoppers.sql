SELECT c.contact_id FROM crm.contacts c JOIN shop.orders o ON o.contact_id = c.contact_id JOIN shop.stores s ON s.id = o.store_id
WHERE s.kind = 'flagship' AND o.placed_at >= '2026-08-04 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'
GROUP BY c.contact_id HAVING sum(o.total) > 300
