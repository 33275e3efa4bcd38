SELECT f.customer_id
FROM (
  SELECT customer_id, country
  FROM retail.invoices
  WHERE kind = 'sale' AND customer_id IS NOT NULL
  QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY placed_at, invoice_no) = 1
) AS f
JOIN retail.customers AS c ON c.customer_id = f.customer_id
WHERE f.country <> c.country
