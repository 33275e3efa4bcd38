-- both days begin at 04:00 UTC in New York (summer time)
SELECT deal_id
FROM crm.deals
WHERE deal_name IS NOT NULL
  AND owner_id IS NULL
  AND created_at >= TIMESTAMP '2019-10-08 04:00:00'
  AND created_at < TIMESTAMP '2019-10-20 04:00:00'
