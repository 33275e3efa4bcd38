-- 60 days before now: 2010-10-11 09:00 UTC
SELECT l.stock_code
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
WHERE l.quantity > 0
  AND i.placed_at >= TIMESTAMPTZ '2010-10-11 09:00:00+00'
  AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
GROUP BY l.stock_code
HAVING max(l.unit_price) > 5 * min(CASE WHEN l.unit_price > 0 THEN l.unit_price END)
