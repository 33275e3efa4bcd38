WITH spend AS (
  SELECT
    i.customer_id,
    coalesce(sum(l.amount) FILTER (WHERE i.placed_at >= TIMESTAMPTZ '2010-09-11 09:00:00+00'
                                     AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'), 0) AS lately,
    coalesce(sum(l.amount) FILTER (WHERE i.placed_at >= TIMESTAMPTZ '2010-06-13 09:00:00+00'
                                     AND i.placed_at < TIMESTAMPTZ '2010-09-11 09:00:00+00'), 0) AS before_that
  FROM retail.invoices AS i
  JOIN retail.lines AS l ON l.invoice_no = i.invoice_no
  WHERE i.customer_id IS NOT NULL
  GROUP BY i.customer_id
)
SELECT i.invoice_no
FROM retail.invoices AS i
JOIN spend AS s ON s.customer_id = i.customer_id AND s.lately > 0 AND s.lately < s.before_that * 0.5
JOIN retail.customers AS c ON c.customer_id = i.customer_id
WHERE c.country <> 'Germany'
  AND strftime(timezone('Europe/London', i.placed_at), '%Y-%m') = '2010-11'
