-- now: 2010-12-10 09:00 UTC, so 90 days ago is 2010-09-11 09:00 UTC
SELECT i.customer_id
FROM retail.invoices AS i
JOIN retail.lines AS l USING (invoice_no)
WHERE i.customer_id IS NOT NULL
GROUP BY i.customer_id
HAVING sum(l.amount) > 1000
   AND max(i.placed_at) FILTER (WHERE i.kind = 'sale') < TIMESTAMPTZ '2010-09-11 09:00:00+00'
