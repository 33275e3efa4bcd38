-- June 2020 begins at 07:00 UTC in Los Angeles
SELECT assignee_id
FROM support.tickets
WHERE assignee_id IS NOT NULL
GROUP BY assignee_id
HAVING bool_and(coalesce(status = 'closed', FALSE))
   AND bool_or(updated_at < TIMESTAMP '2020-06-01 07:00:00')
