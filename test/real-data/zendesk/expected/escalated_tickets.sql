-- October begins in summer time (07:00 UTC), December in winter time (08:00 UTC)
SELECT DISTINCT ticket_id
FROM zendesk.ticket_field_history
WHERE field_name = 'priority'
  AND (value = 'high' OR value = 'urgent')
  AND updated >= TIMESTAMP '2020-10-01 07:00:00'
  AND updated < TIMESTAMP '2020-12-01 08:00:00'
