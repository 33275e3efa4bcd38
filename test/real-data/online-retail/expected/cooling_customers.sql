-- 90 days ago: 2010-09-11 09:00 UTC; 180 days ago: 2010-06-13 09:00 UTC
WITH spend AS (
  SELECT
    i.customer_id,
    sum(CASE WHEN i.placed_at >= TIMESTAMPTZ '2010-09-11 09:00:00+00'
              AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00' THEN l.amount ELSE 0 END) AS lately,
    sum(CASE WHEN i.placed_at >= TIMESTAMPTZ '2010-06-13 09:00:00+00'
              AND i.placed_at < TIMESTAMPTZ '2010-09-11 09:00:00+00' THEN l.amount ELSE 0 END) AS before_that
  FROM retail.invoices AS i
  JOIN retail.lines AS l ON l.invoice_no = i.invoice_no
  WHERE i.customer_id IS NOT NULL
  GROUP BY i.customer_id
)
SELECT customer_id FROM spend WHERE lately > 0 AND lately * 2 < before_that
