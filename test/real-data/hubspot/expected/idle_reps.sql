-- 18 months before now: 2019-10-05 11:30 in New York
SELECT o.owner_id
FROM hubspot.owner AS o
LEFT JOIN crm.deals AS d ON d.owner_id = o.owner_id
LEFT JOIN hubspot.ticket AS t ON t.property_hubspot_owner_id = o.owner_id
WHERE d.deal_id IS NULL
  AND t.id IS NULL
  AND o.created_at < TIMESTAMP '2019-10-05 15:30:00'
