SELECT id FROM support.tickets
WHERE created_at >= '2026-09-30 22:00:00' AND created_at < '2026-11-02 09:00:00'
  AND (company_id IN (
    SELECT co.id FROM crm.companies co
    WHERE co.contract_ends_on >= DATE '2026-11-02' AND co.contract_ends_on < DATE '2026-11-02' + 90
      AND (
        (SELECT count(DISTINCT c.contact_id) FROM crm.contacts c JOIN events.logins l USING (contact_id)
         WHERE c.company_id = co.id AND l.logged_in_at >= '2026-10-03 09:00:00' AND l.logged_in_at < '2026-11-02 09:00:00')
          < 0.2 * nullif(co.licensed_seats, 0)
        OR co.nps <= 4
        OR co.last_touch_at < TIMESTAMP '2026-11-02 09:00:00' - INTERVAL 100 DAY
        OR EXISTS (FROM support.tickets t WHERE t.company_id = co.id AND t.priority = 'urgent'
             AND t.status IN ('new', 'open', 'pending') AND t.created_at < '2026-10-26 09:00:00')
        OR (EXISTS (FROM crm.contacts c WHERE c.company_id = co.id)
            AND NOT EXISTS (FROM crm.contacts c WHERE c.company_id = co.id AND c.last_visit_at >= '2026-09-03 09:00:00')))
  ) OR company_id IN (
    SELECT co.id FROM crm.companies co JOIN crm.contacts c ON c.company_id = co.id
    WHERE co.plan IN ('business', 'enterprise')
    GROUP BY co.id HAVING max(c.last_visit_at) IS NULL OR max(c.last_visit_at) < '2026-10-03 09:00:00'
  ))
