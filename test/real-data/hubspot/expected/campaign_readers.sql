SELECT DISTINCT e.recipient
FROM hubspot.email_event AS e
JOIN hubspot.email_campaign AS c ON c.id = e.email_campaign_id
WHERE e.type = 'OPEN' AND c.app_id = 2286
