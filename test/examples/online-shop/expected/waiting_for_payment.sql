SELECT id FROM shop.orders WHERE status = 'pending' AND placed_at < '2026-10-31 09:00:00' AND total >= 20
