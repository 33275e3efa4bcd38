-- the previous three calendar months: January to March 2021 in New York
SELECT p.pipeline_id
FROM hubspot.ticket_pipeline AS p
WHERE EXISTS (
    SELECT 1 FROM hubspot.ticket AS t
    WHERE t.property_hs_pipeline = p.pipeline_id
      AND t.property_createdate >= TIMESTAMP '2021-01-01 05:00:00'
      AND t.property_createdate < TIMESTAMP '2021-04-01 04:00:00'
  )
  OR (p.display_order <= 1 AND p.pipeline_id NOT IN (SELECT property_hs_pipeline FROM hubspot.ticket WHERE property_hs_pipeline IS NOT NULL))
