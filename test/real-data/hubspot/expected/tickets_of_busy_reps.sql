SELECT t.id
FROM hubspot.ticket AS t
WHERE (SELECT count(*) FROM crm.deals AS d WHERE d.owner_id = t.property_hubspot_owner_id) > 1
