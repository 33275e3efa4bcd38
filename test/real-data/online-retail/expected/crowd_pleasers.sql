SELECT l.stock_code
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
JOIN retail.customers AS c ON c.customer_id = i.customer_id
WHERE l.quantity > 0
  AND i.placed_at >= TIMESTAMPTZ '2010-10-11 09:00:00+00'
  AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
GROUP BY l.stock_code
HAVING count(DISTINCT c.customer_id) >= 150
