-- 30 days ago: 2010-11-10 09:00 UTC; 210 days ago: 2010-05-14 09:00 UTC; 1 June 2010 in London: 31 May 23:00 UTC
WITH orders AS (SELECT customer_id, placed_at FROM retail.invoices WHERE kind = 'sale')
SELECT customer_id FROM orders
WHERE customer_id IS NOT NULL
  AND placed_at >= TIMESTAMPTZ '2010-11-10 09:00:00+00' AND placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
INTERSECT
SELECT customer_id FROM orders
WHERE placed_at >= TIMESTAMPTZ '2009-12-01 00:00:00+00' AND placed_at < TIMESTAMPTZ '2010-05-31 23:00:00+00'
EXCEPT
SELECT customer_id FROM orders
WHERE placed_at >= TIMESTAMPTZ '2010-05-14 09:00:00+00' AND placed_at < TIMESTAMPTZ '2010-11-10 09:00:00+00'
