SELECT contact_id FROM crm.deal_contacts GROUP BY contact_id HAVING count(*) >= 2
