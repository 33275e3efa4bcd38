SELECT c.contact_id FROM crm.contacts c
WHERE c.phone LIKE '+48%'
  AND (SELECT arg_max(state, changed_at) FROM crm.consents s
       WHERE s.contact_id = c.contact_id AND channel = 'sms' AND purpose = 'marketing') = 'opted_in'
  AND NOT EXISTS (FROM crm.contact_tags t WHERE t.contact_id = c.contact_id AND tag = 'do_not_contact')
