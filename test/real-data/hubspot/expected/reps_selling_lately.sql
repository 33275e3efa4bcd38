SELECT owner_id
FROM crm.deals
WHERE owner_id IS NOT NULL
GROUP BY owner_id
HAVING max(created_at) > TIMESTAMP '2020-09-07 15:30:00'
