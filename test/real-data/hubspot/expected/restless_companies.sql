SELECT c.id
FROM hubspot.company AS c
JOIN hubspot.company_property_history AS h ON h.company_id = c.id
WHERE h.source = 'CALCULATED'
  AND h."timestamp" >= TIMESTAMP '2019-01-01 05:00:00'
  AND h."timestamp" < TIMESTAMP '2021-04-05 15:30:00'
GROUP BY c.id
HAVING count(*) > 20
