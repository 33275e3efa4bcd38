-- 30 full days before 10 December 2010 (winter time): 10 November up to and including 9 December
WITH baskets AS (
  SELECT invoice_no, count(*) AS line_count, sum(amount) AS worth
  FROM retail.lines
  GROUP BY invoice_no
)
SELECT c.customer_id
FROM retail.customers AS c
WHERE EXISTS (
  SELECT 1
  FROM retail.invoices AS i
  JOIN baskets AS b ON b.invoice_no = i.invoice_no
  WHERE i.customer_id = c.customer_id
    AND i.kind = 'sale'
    AND i.placed_at >= TIMESTAMPTZ '2010-11-10 00:00:00+00'
    AND i.placed_at < TIMESTAMPTZ '2010-12-10 00:00:00+00'
    AND b.line_count >= 60
    AND b.worth >= 500
)
