SELECT DISTINCT p.ticket_id
FROM zendesk.ticket_sla_policy AS p
JOIN support.tickets AS t ON t.id = p.ticket_id
WHERE p.sla_policy_id = 1002 AND t.priority IS DISTINCT FROM 'urgent'
