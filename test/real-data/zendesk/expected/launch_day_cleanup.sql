SELECT DISTINCT ticket_id
FROM zendesk.ticket_field_history
WHERE field_name = 'status'
  AND value = 'solved'
  AND CAST(timezone('America/Los_Angeles', timezone('UTC', updated)) AS DATE) = DATE '2020-02-10'
