SELECT c.customer_id
FROM retail.customers AS c
WHERE NOT EXISTS (
  SELECT 1 FROM retail.invoices AS i
  WHERE i.customer_id = c.customer_id
    AND i.kind = 'sale'
    AND CAST(timezone('Europe/London', i.placed_at) AS DATE) >= DATE '2010-03-01'
)
