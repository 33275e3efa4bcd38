SELECT l.stock_code
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
GROUP BY l.stock_code
HAVING bool_or(l.quantity > 0 AND i.kind = 'sale' AND l.entered_at < TIMESTAMPTZ '2010-09-11 09:00:00+00')
   AND sum(CASE WHEN i.placed_at >= TIMESTAMPTZ '2010-09-11 09:00:00+00'
                 AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00' THEN l.quantity ELSE 0 END) <= 2
