SELECT co.id FROM crm.companies co
JOIN crm.contacts c ON c.company_id = co.id
JOIN events.tracks t ON t.contact_id = c.contact_id
WHERE co.industry = 'fintech' AND t.event = 'site_visited'
  AND t.occurred_at >= '2026-10-03 09:00:00' AND t.occurred_at < '2026-11-02 09:00:00'
GROUP BY co.id HAVING count(*) >= 20 AND count(DISTINCT c.contact_id) >= 3
