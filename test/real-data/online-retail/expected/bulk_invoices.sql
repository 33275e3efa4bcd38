SELECT i.invoice_no
FROM retail.invoices AS i
WHERE i.kind = 'sale'
  AND i.placed_at >= TIMESTAMPTZ '2010-01-01 00:00:00+00'
  AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
  AND 2 <= (SELECT count(*) FROM retail.lines AS l WHERE l.invoice_no = i.invoice_no)
  AND NOT EXISTS (SELECT 1 FROM retail.lines AS l WHERE l.invoice_no = i.invoice_no AND l.quantity < 100)
