SELECT ticket_id FROM zendesk.ticket_tag WHERE tag IN ('prospect', 'connector')
EXCEPT
SELECT ticket_id FROM zendesk.ticket_tag WHERE tag = 'customer'
