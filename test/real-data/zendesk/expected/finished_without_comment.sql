SELECT t.id
FROM support.tickets AS t
WHERE t.status IN ('solved', 'closed')
  AND NOT EXISTS (SELECT 1 FROM zendesk.ticket_comment AS c WHERE c.ticket_id = t.id)
