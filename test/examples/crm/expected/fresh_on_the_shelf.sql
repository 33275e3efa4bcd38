SELECT sku FROM shop.products
WHERE first_stocked_at >= '2026-08-04 09:00:00' AND first_stocked_at < '2026-11-02 09:00:00' AND category IS NOT NULL AND price < 100
