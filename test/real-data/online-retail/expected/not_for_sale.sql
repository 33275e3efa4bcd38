SELECT p.stock_code
FROM retail.products AS p
WHERE (p.description IS NULL OR p.description NOT LIKE '%A%')
  AND p.stock_code NOT IN (SELECT stock_code FROM retail.lines WHERE amount > 0)
