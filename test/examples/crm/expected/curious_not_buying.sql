SELECT c.contact_id FROM crm.contacts c
WHERE (SELECT count(*) FROM events.tracks t JOIN shop.products p ON p.sku = t.product_id
       WHERE t.contact_id = c.contact_id AND t.event = 'product_viewed' AND p.category = 'equipment'
         AND t.occurred_at >= '2026-09-03 09:00:00' AND t.occurred_at < '2026-11-02 09:00:00') >= 3
  AND NOT EXISTS (
       FROM shop.orders o JOIN shop.order_lines l ON l.order_id = o.id JOIN shop.products p ON p.sku = l.product_id
       WHERE o.contact_id = c.contact_id AND p.category = 'equipment'
         AND o.placed_at >= '2026-09-03 09:00:00' AND o.placed_at < '2026-11-02 09:00:00')
