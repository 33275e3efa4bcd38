-- 28 whole days of Warsaw: from 5 October 00:00 summer time until 2 November 00:00 winter time
SELECT c.contact_id FROM crm.contacts c JOIN events.logins l USING (contact_id)
WHERE l.device IN ('ios', 'android') AND l.logged_in_at >= '2026-10-04 22:00:00' AND l.logged_in_at < '2026-11-01 23:00:00'
GROUP BY c.contact_id HAVING count(*) >= 6
