SELECT co.id FROM crm.companies co
WHERE co.contract_ends_on > DATE '2027-01-01' AND co.licensed_seats > 0
  AND 2 * (SELECT count(DISTINCT c.contact_id) FROM crm.contacts c JOIN events.logins l USING (contact_id)
       WHERE c.company_id = co.id AND l.logged_in_at >= '2026-10-03 09:00:00' AND l.logged_in_at < '2026-11-02 09:00:00')
      >= co.licensed_seats
