-- the previous month is November 2010
SELECT p.stock_code
FROM retail.products AS p
WHERE p.description ILIKE '%christmas%'
  AND EXISTS (
    SELECT 1 FROM retail.lines AS l
    WHERE l.stock_code = p.stock_code
      AND l.quantity > 0
      AND l.entered_at >= TIMESTAMPTZ '2010-11-01 00:00:00+00'
      AND l.entered_at < TIMESTAMPTZ '2010-12-01 00:00:00+00'
  )
