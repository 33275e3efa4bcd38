-- the last seven dates up to 10 December 2010 are 4 to 10 December
WITH per_customer AS (
  SELECT
    i.customer_id,
    sum(l.amount) AS net,
    sum(l.amount) FILTER (WHERE i.kind = 'sale') / count(DISTINCT i.invoice_no) FILTER (WHERE i.kind = 'sale') AS average_order,
    max(i.placed_at) FILTER (WHERE i.kind = 'sale') AS last_sale,
    coalesce(sum(l.amount) FILTER (WHERE i.placed_at >= TIMESTAMPTZ '2010-09-11 09:00:00+00'), 0) AS lately,
    coalesce(sum(l.amount) FILTER (WHERE i.placed_at >= TIMESTAMPTZ '2010-06-13 09:00:00+00'
                                     AND i.placed_at < TIMESTAMPTZ '2010-09-11 09:00:00+00'), 0) AS before_that,
    count(DISTINCT i.invoice_no) AS invoices,
    count(DISTINCT i.invoice_no) FILTER (WHERE i.kind = 'cancellation') AS cancellations
  FROM retail.invoices AS i
  JOIN retail.lines AS l ON l.invoice_no = i.invoice_no
  WHERE i.customer_id IS NOT NULL AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
  GROUP BY i.customer_id
)
SELECT p.customer_id
FROM per_customer AS p
JOIN retail.customers AS c ON c.customer_id = p.customer_id
WHERE (
    (p.net > 1000 AND p.last_sale < TIMESTAMPTZ '2010-09-11 09:00:00+00' AND c.country IN ('United Kingdom', 'Germany'))
    OR (p.lately > 0 AND p.lately < p.before_that / 2 AND p.average_order >= 500)
  )
  AND NOT (p.invoices >= 8 AND p.cancellations / p.invoices >= 0.4)
  AND (c.last_order_on IS NULL OR c.last_order_on NOT BETWEEN DATE '2010-12-04' AND DATE '2010-12-10')
  AND c.country NOT LIKE 'Uns%'
