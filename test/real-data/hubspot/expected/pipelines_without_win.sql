SELECT pipeline_id
FROM hubspot.deal_pipeline_stage
GROUP BY pipeline_id
HAVING count(*) > 5 AND NOT bool_or(closed_won)
