SELECT c.contact_id FROM crm.contacts c JOIN shop.orders o ON o.contact_id = c.contact_id
GROUP BY c.contact_id HAVING count(*) > 4 AND sum(o.total) > 800
