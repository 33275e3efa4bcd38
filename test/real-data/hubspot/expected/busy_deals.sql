SELECT deal_id
FROM hubspot.deal_property_history
WHERE source = 'CONTACTS'
GROUP BY deal_id
HAVING count(DISTINCT name) >= 2
