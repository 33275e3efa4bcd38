SELECT contact_id FROM crm.contacts WHERE lower(email) LIKE '%@brightpantry.example'
UNION
SELECT contact_id FROM crm.contacts WHERE lower(email) LIKE 'test+%'
UNION
SELECT c.contact_id FROM crm.contacts c JOIN crm.list_members m USING (contact_id) WHERE m.list_slug = 'employees'
