SELECT p.sku FROM shop.products p
WHERE p.status = 'active' AND p.stock_on_hand > 0 AND p.first_stocked_at < '2026-08-04 09:00:00'
  AND coalesce((SELECT sum(l.quantity) FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id
                WHERE l.product_id = p.sku AND o.placed_at >= '2026-08-04 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'), 0) <= 2
