SELECT p.sku FROM (
  SELECT sku,
    (SELECT count(*) FROM events.tracks t WHERE t.product_id = sku AND event = 'product_viewed'
       AND occurred_at >= '2026-09-03 09:00:00' AND occurred_at < '2026-11-02 09:00:00') AS views,
    (SELECT count(*) FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id WHERE l.product_id = sku
       AND o.placed_at >= '2026-09-03 09:00:00' AND o.placed_at < '2026-11-02 09:00:00') AS lines
  FROM shop.products) p
WHERE views >= 10 AND lines * 40 <= views
