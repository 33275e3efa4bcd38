SELECT customer_id
FROM retail.invoices
WHERE customer_id IS NOT NULL
GROUP BY customer_id
HAVING count(*) >= 8
   AND count(*) FILTER (WHERE kind = 'cancellation') * 10 >= count(*) * 4
