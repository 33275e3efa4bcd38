SELECT contact_id
FROM hubspot.contact_property_history
GROUP BY contact_id
HAVING bool_and(source = 'MIGRATION')
