-- October in New York begins at 1 October 04:00 UTC
SELECT c.id FROM shop.customers c
WHERE (SELECT sum(total::DECIMAL(18, 2)) FROM shop.orders o WHERE o.customer_id = c.id AND status = 'paid') > 150
  AND NOT EXISTS (FROM shop.orders o WHERE o.customer_id = c.id AND placed_at >= '2026-10-01 04:00:00' AND placed_at < '2026-11-02 09:00:00')
  AND c.email IS NOT NULL AND c.accepts_newsletter
  AND lower(c.email) NOT LIKE '%@paperandpine.example'
