SELECT c.contact_id FROM crm.contacts c
WHERE EXISTS (FROM shop.orders o WHERE o.contact_id = c.contact_id
        AND o.shipped_at >= '2026-10-19 09:00:00' AND o.shipped_at < '2026-11-02 09:00:00'
        AND o.shipped_at > o.placed_at + INTERVAL 5 DAY)
