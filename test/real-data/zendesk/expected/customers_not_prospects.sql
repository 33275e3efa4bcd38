SELECT ticket_id FROM zendesk.ticket_tag
GROUP BY ticket_id
HAVING bool_or(tag = 'customer') AND NOT bool_or(tag = 'prospect')
