SELECT contact_id FROM crm.contacts WHERE last_visit_at < '2026-09-23 09:00:00'
