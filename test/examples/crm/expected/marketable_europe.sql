SELECT c.contact_id FROM crm.contacts c
WHERE c.country IN ('PL', 'DE', 'FR', 'ES', 'GB')
  AND c.email IS NOT NULL
  AND NOT EXISTS (FROM crm.contact_tags t WHERE t.contact_id = c.contact_id AND tag = 'do_not_contact')
  AND NOT EXISTS (FROM crm.list_members m WHERE m.contact_id = c.contact_id AND list_slug = 'employees')
  AND coalesce((SELECT arg_max(state, changed_at) FROM crm.consents s
                WHERE s.contact_id = c.contact_id AND channel = 'email' AND purpose = 'marketing'), '') NOT IN ('opted_out', 'bounced')
