SELECT c.contact_id FROM crm.contacts c
WHERE (SELECT count(*) FROM shop.orders o WHERE o.contact_id = c.contact_id AND o.status = 'paid'
         AND o.placed_at >= TIMESTAMP '2026-11-02 09:00:00' - INTERVAL 540 DAY AND o.placed_at < '2026-05-06 09:00:00') >= 2
  AND NOT EXISTS (FROM shop.orders o WHERE o.contact_id = c.contact_id
         AND o.placed_at >= '2026-05-06 09:00:00' AND o.placed_at < '2026-11-02 09:00:00')
