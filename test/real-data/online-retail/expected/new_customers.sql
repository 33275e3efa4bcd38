SELECT customer_id
FROM (
  SELECT customer_id, placed_at
  FROM retail.invoices
  WHERE kind = 'sale' AND customer_id IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY placed_at) = 1
)
WHERE placed_at >= TIMESTAMPTZ '2010-11-10 09:00:00+00'
  AND placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
