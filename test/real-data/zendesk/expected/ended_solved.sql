SELECT h.ticket_id
FROM (
  SELECT ticket_id, value
  FROM zendesk.ticket_field_history
  WHERE field_name = 'status'
  QUALIFY row_number() OVER (PARTITION BY ticket_id ORDER BY updated DESC) = 1
) AS h
JOIN support.tickets AS t ON t.id = h.ticket_id
WHERE h.value = 'solved' AND t.created_at IS NULL
