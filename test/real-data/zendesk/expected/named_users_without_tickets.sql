SELECT u.id
FROM support.users AS u
WHERE u.name IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM support.tickets AS t WHERE t.requester_id = u.id OR t.assignee_id = u.id)
  AND NOT EXISTS (SELECT 1 FROM zendesk.ticket_comment AS c WHERE c.user_id = u.id)
