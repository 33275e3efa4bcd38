-- 30 whole days of New York: 3 October 00:00 summer time until 2 November 00:00 winter time
SELECT p.sku FROM shop.products p JOIN shop.orders o ON o.sku = p.sku
WHERE o.status = 'paid' AND o.placed_at >= '2026-10-03 04:00:00' AND o.placed_at < '2026-11-02 05:00:00'
GROUP BY p.sku HAVING sum(o.quantity) >= 15
