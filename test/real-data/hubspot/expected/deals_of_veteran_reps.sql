SELECT d.deal_id
FROM crm.deals AS d
JOIN hubspot.owner AS o ON o.owner_id = d.owner_id
WHERE d.created_at >= TIMESTAMP '2020-06-01 04:00:00'
  AND d.created_at < TIMESTAMP '2021-04-05 15:30:00'
  AND o.created_at < TIMESTAMP '2020-01-01 05:00:00'
