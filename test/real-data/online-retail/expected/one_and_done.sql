-- dates: more than 180 days before 10 December 2010 is before 13 June 2010
SELECT c.customer_id
FROM retail.customers AS c
WHERE (SELECT count(*) FROM retail.invoices AS i WHERE i.customer_id = c.customer_id AND i.kind = 'sale') = 1
  AND c.first_order_on < DATE '2010-06-13'
  AND NOT EXISTS (SELECT 1 FROM retail.invoices AS i WHERE i.customer_id = c.customer_id AND i.kind = 'cancellation')
