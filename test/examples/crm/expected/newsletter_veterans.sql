-- six months before 2 November 10:00 in Warsaw: 2 May 10:00 summer time, 08:00 UTC
SELECT contact_id FROM crm.contacts c
WHERE contact_id IN (SELECT contact_id FROM crm.list_members WHERE list_slug = 'newsletter' AND added_at < '2026-05-02 08:00:00')
  AND contact_id NOT IN (SELECT contact_id FROM crm.list_members WHERE list_slug = 'employees')
  AND (SELECT count(DISTINCT tag) FROM crm.contact_tags t WHERE t.contact_id = c.contact_id AND tag IN ('wholesale', 'press')) < 2
