SELECT c.contact_id FROM crm.contacts c
JOIN events.logins l ON l.contact_id = c.contact_id
  AND l.logged_in_at >= c.created_at AND l.logged_in_at < c.created_at + INTERVAL 7 DAY
WHERE c.created_at > '2026-08-04 09:00:00' AND c.created_at <= '2026-11-02 09:00:00'
GROUP BY c.contact_id HAVING count(*) >= 2
