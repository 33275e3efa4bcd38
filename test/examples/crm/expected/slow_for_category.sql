WITH turned AS (
  SELECT p.sku, p.category,
    coalesce((SELECT sum(l.quantity) FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id
              WHERE l.product_id = p.sku AND o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'), 0)
      / nullif(p.stock_on_hand, 0) AS turnover
  FROM shop.products p)
SELECT t.sku FROM turned t
JOIN (SELECT category, avg(turnover) AS usual FROM turned WHERE category IS NOT NULL GROUP BY category) c USING (category)
WHERE c.usual > 0 AND t.turnover < 0.33 * c.usual
