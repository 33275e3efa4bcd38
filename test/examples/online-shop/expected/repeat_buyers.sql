SELECT c.id FROM shop.customers c JOIN shop.orders o ON o.customer_id = c.id
WHERE o.status = 'paid' AND o.placed_at >= '2026-08-04 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'
GROUP BY c.id HAVING count(*) >= 3
