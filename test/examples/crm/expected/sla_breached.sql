-- four support hours before Monday 10:00 in Warsaw: two of Monday and two of Friday, so Friday 30 October at 16:00
SELECT t.id FROM support.tickets t
WHERE t.first_replied_at IS NULL AND t.created_at < '2026-10-30 15:00:00'
  AND (t.priority = 'urgent'
    OR t.requester_id IN (SELECT contact_id FROM crm.contact_tags WHERE tag = 'vip')
    OR t.company_id IN (
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
  ))
