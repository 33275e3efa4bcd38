SELECT user_id FROM zendesk.ticket_comment GROUP BY user_id HAVING count(DISTINCT ticket_id) >= 2
