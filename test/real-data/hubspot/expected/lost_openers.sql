-- 340 days before now: 2020-04-30 15:30 UTC
SELECT recipient
FROM hubspot.email_event
WHERE type = 'OPEN'
GROUP BY recipient
HAVING count(*) FILTER (WHERE created >= TIMESTAMP '2020-04-30 15:30:00' AND created < TIMESTAMP '2021-04-05 15:30:00') = 0
