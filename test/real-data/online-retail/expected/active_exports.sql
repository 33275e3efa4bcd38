-- this quarter began on 1 October 2010 in London, still summer time: 30 September 23:00 UTC
SELECT i.customer_id
FROM retail.invoices AS i
JOIN retail.customers AS c ON c.customer_id = i.customer_id
WHERE c.country <> 'United Kingdom'
  AND c.country <> 'Channel Islands'
  AND c.country <> 'Unspecified'
  AND i.kind = 'sale'
  AND i.placed_at >= TIMESTAMPTZ '2010-09-30 23:00:00+00'
  AND i.placed_at < TIMESTAMPTZ '2010-12-10 09:00:00+00'
GROUP BY i.customer_id
HAVING count(*) >= 2
