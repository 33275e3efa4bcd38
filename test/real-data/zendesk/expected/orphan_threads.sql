SELECT t.id
FROM support.tickets AS t
WHERE t.status IS NULL
  AND t.id NOT IN (SELECT ticket_id FROM zendesk.ticket_field_history)
  AND t.id NOT IN (SELECT ticket_id FROM zendesk.ticket_tag WHERE tag IN ('customer', 'prospect', 'connector'))
  AND NOT (t.via_channel IS NOT NULL AND t.id NOT IN (SELECT ticket_id FROM zendesk.ticket_comment))
