SELECT recipient
FROM hubspot.email_event
GROUP BY recipient
HAVING count(*) = 1
   AND bool_or(type = 'OPEN' AND created >= TIMESTAMP '2020-04-05 15:30:00' AND created < TIMESTAMP '2021-04-05 15:30:00')
