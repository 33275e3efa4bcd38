SELECT co.id FROM crm.companies co JOIN crm.contacts c ON c.company_id = co.id
WHERE co.plan IN ('business', 'enterprise')
GROUP BY co.id HAVING max(c.last_visit_at) IS NULL OR max(c.last_visit_at) < '2026-10-03 09:00:00'
