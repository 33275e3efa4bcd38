-- now: 2021-01-14 09:00 UTC; 150 days before: 2020-08-17 09:00 UTC
SELECT ticket_id
FROM zendesk.ticket_field_history
WHERE field_name = 'status'
  AND value = 'open'
  AND updated >= TIMESTAMP '2020-08-17 09:00:00'
  AND updated < TIMESTAMP '2021-01-14 09:00:00'
GROUP BY ticket_id
HAVING count(*) >= 2
