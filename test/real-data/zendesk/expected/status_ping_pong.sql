SELECT ticket_id
FROM zendesk.ticket_field_history
GROUP BY ticket_id
HAVING count(*) > 3 AND avg(CASE WHEN field_name = 'status' THEN 1 ELSE 0 END) >= 0.6
