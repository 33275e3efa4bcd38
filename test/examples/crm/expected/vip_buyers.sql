SELECT c.contact_id FROM crm.contacts c
WHERE (SELECT sum(total) FROM shop.orders o WHERE o.contact_id = c.contact_id AND o.status = 'paid') >= 3000
   OR c.contact_id IN (SELECT contact_id FROM crm.contact_tags WHERE tag IN ('vip', 'key_account'))
