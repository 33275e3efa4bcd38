SELECT o.owner_id
FROM hubspot.owner AS o
WHERE (SELECT count(*) FROM crm.deals AS d WHERE d.owner_id = o.owner_id) >= 2
   OR EXISTS (SELECT 1 FROM hubspot.ticket AS t WHERE t.property_hubspot_owner_id = o.owner_id)
