WITH sold AS (
  SELECT l.product_id, sum(l.quantity) AS units FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id
  WHERE o.placed_at >= '2026-10-03 09:00:00' AND o.placed_at < '2026-11-02 09:00:00' GROUP BY l.product_id)
SELECT p.sku FROM shop.products p JOIN sold s ON s.product_id = p.sku
WHERE p.status = 'active' AND 2 * p.stock_on_hand < s.units
