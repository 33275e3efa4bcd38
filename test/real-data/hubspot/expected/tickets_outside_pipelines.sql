SELECT t.id
FROM hubspot.ticket AS t
LEFT JOIN hubspot.ticket_pipeline AS p ON p.pipeline_id = t.property_hs_pipeline
WHERE p.pipeline_id IS NULL OR p.display_order >= 6
