SELECT DISTINCT u.organization_id
FROM support.tickets AS t
JOIN support.users AS u ON u.id = t.requester_id
WHERE t.priority = 'urgent' AND u.organization_id IS NOT NULL
