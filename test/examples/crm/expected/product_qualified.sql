WITH active AS (
  SELECT c.company_id, count(DISTINCT c.contact_id) AS people
  FROM crm.contacts c JOIN events.logins l USING (contact_id)
  WHERE l.logged_in_at >= '2026-10-26 09:00:00' AND l.logged_in_at < '2026-11-02 09:00:00'
  GROUP BY c.company_id)
SELECT co.id FROM crm.companies co JOIN active a ON a.company_id = co.id
WHERE co.plan IN ('free', 'trial') AND co.employees BETWEEN 50 AND 1000 AND a.people >= 2
  AND NOT EXISTS (FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id WHERE d.company_id = co.id AND s.name NOT IN ('won', 'lost'))
