SELECT l.stock_code
FROM retail.lines AS l
JOIN retail.invoices AS i ON i.invoice_no = l.invoice_no
GROUP BY l.stock_code
HAVING count(*) FILTER (WHERE i.kind = 'cancellation') > 10
   AND count(*) FILTER (WHERE i.kind = 'cancellation') * 100 >= count(*) * 5
