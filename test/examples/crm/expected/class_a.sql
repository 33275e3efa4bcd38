-- November 2025 to October 2026 in Warsaw: 31 October 23:00 UTC until 31 October 23:00 UTC
WITH earned AS (
  SELECT l.product_id AS sku, sum(l.revenue) AS revenue
  FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id JOIN shop.products p ON p.sku = l.product_id
  WHERE o.placed_at >= '2025-10-31 23:00:00' AND o.placed_at < '2026-10-31 23:00:00'
  GROUP BY l.product_id HAVING sum(l.revenue) > 0)
SELECT a.sku FROM earned a
WHERE 10 * (SELECT coalesce(sum(b.revenue), 0) FROM earned b
            WHERE b.revenue > a.revenue OR (b.revenue = a.revenue AND b.sku < a.sku))
  < 8 * (SELECT sum(revenue) FROM earned)
