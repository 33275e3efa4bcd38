-- 365 days before now: 2009-12-10 09:00 UTC
SELECT i.customer_id
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
WHERE i.customer_id IS NOT NULL
  AND l.quantity > 0
  AND i.placed_at >= TIMESTAMPTZ '2009-12-10 09:00:00+00'
  AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
GROUP BY i.customer_id
HAVING count(DISTINCT l.stock_code) >= 150
