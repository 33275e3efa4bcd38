SELECT l.stock_code
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
WHERE i.placed_at >= TIMESTAMPTZ '2010-11-10 09:00:00+00' AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
GROUP BY l.stock_code
HAVING sum(l.quantity) > 2000
