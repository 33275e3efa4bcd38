SELECT contact_id FROM hubspot.contact_list_member WHERE _fivetran_deleted
EXCEPT
SELECT contact_id FROM crm.list_members
WHERE NOT removed AND list_name IN ('ZmFzI47HQGUvjCy6MGyVhQ==', '4a1KyvKZbbfQfTS/8Kk3Cw==')
