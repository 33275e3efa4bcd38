SELECT recipient
FROM hubspot.email_event
WHERE type = 'OPEN'
  AND created >= TIMESTAMP '2020-04-20 04:00:00'
  AND created < TIMESTAMP '2020-05-06 04:00:00'
GROUP BY recipient
HAVING count(*) > 5
