SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id JOIN crm.users u ON u.id = d.owner_id
WHERE s.name NOT IN ('won', 'lost') AND u.team = 'sales'
  AND d.company_id IN (
    SELECT c.company_id FROM crm.companies co JOIN crm.contacts c ON c.company_id = co.id JOIN events.tracks t ON t.contact_id = c.contact_id
    WHERE t.event = 'site_visited' AND t.occurred_at >= '2026-09-30 22:00:00' AND t.occurred_at < '2026-10-31 23:00:00'
    GROUP BY c.company_id HAVING count(*) >= 5)
