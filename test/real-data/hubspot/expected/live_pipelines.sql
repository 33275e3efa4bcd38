SELECT pipeline_id
FROM hubspot.deal_pipeline_stage
GROUP BY pipeline_id
HAVING min(probability) > 0
   AND avg(probability) FILTER (WHERE NOT _fivetran_deleted) < 0.6
