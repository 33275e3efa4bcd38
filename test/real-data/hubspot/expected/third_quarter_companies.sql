SELECT id
FROM hubspot.company
WHERE property_createdate >= TIMESTAMP '2019-07-01 04:00:00'
  AND property_createdate < TIMESTAMP '2019-10-01 04:00:00'
  AND property_industry IS DISTINCT FROM '37a6259cc0c1dae299a7866489dff0bd'
