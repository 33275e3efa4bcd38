-- the third quarter in Warsaw: 30 June 22:00 UTC until 30 September 22:00 UTC
SELECT p.sku FROM shop.products p
JOIN shop.order_lines l ON l.product_id = p.sku JOIN shop.orders o ON o.id = l.order_id
WHERE o.status = 'refunded'
GROUP BY p.sku
HAVING count(*) FILTER (WHERE o.placed_at >= '2026-08-04 09:00:00' AND o.placed_at < '2026-11-02 09:00:00') >= 10
    OR count(*) FILTER (WHERE o.placed_at >= '2026-06-30 22:00:00' AND o.placed_at < '2026-09-30 22:00:00') >= 10
