-- twelve months before now: 2009-12-10 09:00 in London
SELECT customer_id
FROM retail.invoices
WHERE customer_id IS NOT NULL
GROUP BY customer_id
HAVING max(placed_at) FILTER (WHERE kind = 'cancellation') > max(placed_at) FILTER (WHERE kind = 'sale')
   AND bool_or(
     kind = 'sale'
     AND placed_at >= TIMESTAMPTZ '2009-12-10 09:00:00+00'
     AND placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
   )
