SELECT p.sku FROM shop.products p JOIN web.page_views v ON v.sku = p.sku
WHERE p.in_stock = 0 AND v.viewed_at >= '2026-10-03 09:00:00' AND v.viewed_at < '2026-11-02 09:00:00'
GROUP BY p.sku HAVING count(*) >= 10
