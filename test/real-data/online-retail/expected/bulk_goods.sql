SELECT stock_code
FROM retail.lines
WHERE quantity > 0
GROUP BY stock_code
HAVING count(*) >= 5 AND avg(quantity) >= 50 AND median(quantity) >= 24
