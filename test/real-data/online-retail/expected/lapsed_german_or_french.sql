SELECT i.customer_id
FROM retail.invoices AS i
JOIN retail.lines AS l ON l.invoice_no = i.invoice_no
JOIN retail.customers AS c ON c.customer_id = i.customer_id
WHERE c.country IN ('Germany', 'France')
GROUP BY i.customer_id
HAVING sum(l.amount) > 1000
   AND max(CASE WHEN i.kind = 'sale' THEN i.placed_at END) < TIMESTAMPTZ '2010-09-11 09:00:00+00'
