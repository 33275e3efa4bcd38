SELECT c.id FROM shop.customers c
WHERE (SELECT count(*) FROM web.page_views v WHERE v.customer_id = c.id
         AND viewed_at >= '2026-10-19 09:00:00' AND viewed_at < '2026-11-02 09:00:00') >= 5
  AND NOT EXISTS (FROM shop.orders o WHERE o.customer_id = c.id
         AND placed_at >= '2026-10-19 09:00:00' AND placed_at < '2026-11-02 09:00:00')
