WITH this_year AS (
  SELECT company_id, count(*) AS tickets, avg(satisfaction) AS rating FROM support.tickets
  WHERE created_at >= '2025-12-31 23:00:00' AND created_at < '2026-11-02 09:00:00' GROUP BY company_id)
SELECT co.id FROM crm.companies co JOIN this_year t ON t.company_id = co.id
WHERE t.tickets >= 2 AND (co.nps <= 6 OR t.rating < 3)
