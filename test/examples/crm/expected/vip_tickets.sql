SELECT t.id FROM support.tickets t JOIN crm.contacts c ON c.contact_id = t.requester_id
WHERE t.status NOT IN ('solved', 'closed')
  AND (c.contact_id IN (SELECT contact_id FROM crm.contact_tags WHERE tag IN ('vip', 'key_account'))
    OR (SELECT sum(total) FROM shop.orders o WHERE o.contact_id = c.contact_id AND o.status = 'paid') >= 3000)
