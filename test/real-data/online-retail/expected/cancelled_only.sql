SELECT customer_id
FROM retail.invoices
WHERE customer_id IS NOT NULL
GROUP BY customer_id
HAVING bool_or(kind = 'cancellation') AND NOT bool_or(kind = 'sale')
