-- at most two active products of the category sold more, or as many under a smaller key
WITH sold AS (
  SELECT p.sku, p.category, coalesce(sum(l.quantity) FILTER (WHERE o.placed_at >= '2026-10-03 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'), 0) AS units
  FROM shop.products p
  LEFT JOIN (shop.order_lines l JOIN shop.orders o ON o.id = l.order_id) ON l.product_id = p.sku
  WHERE p.status = 'active'
  GROUP BY p.sku, p.category)
SELECT a.sku FROM sold a
WHERE a.category IS NOT NULL
  AND (SELECT count(*) FROM sold b
       WHERE b.category = a.category AND (b.units > a.units OR (b.units = a.units AND b.sku < a.sku))) < 3
