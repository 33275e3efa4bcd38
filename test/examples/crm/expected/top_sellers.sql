SELECT p.sku FROM shop.products p
JOIN shop.order_lines l ON l.product_id = p.sku JOIN shop.orders o ON o.id = l.order_id
WHERE p.status = 'active' AND o.placed_at >= '2026-10-03 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'
GROUP BY p.sku HAVING sum(l.quantity) >= 100
