WITH live AS (
  SELECT pipeline_id
  FROM hubspot.deal_pipeline_stage
  GROUP BY pipeline_id
  HAVING bool_and(probability > 0) AND avg(CASE WHEN NOT _fivetran_deleted THEN probability END) < 0.6
)
SELECT s.stage_id
FROM hubspot.deal_pipeline_stage AS s
WHERE NOT s.is_closed
  AND (
    (s.pipeline_id IN (SELECT pipeline_id FROM live) AND s.display_order >= 5 AND s.probability >= 0.5)
    OR s._fivetran_deleted
  )
