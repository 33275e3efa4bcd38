SELECT i.invoice_no
FROM retail.invoices AS i
JOIN retail.lines AS l ON l.invoice_no = i.invoice_no
WHERE i.kind = 'sale' AND i.customer_id IS NULL
GROUP BY i.invoice_no
HAVING sum(l.amount) > 1000
