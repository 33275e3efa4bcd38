SELECT contact_id FROM crm.contacts
WHERE email IS NOT NULL
  AND contact_id NOT IN (SELECT contact_id FROM crm.consents WHERE channel = 'email' AND purpose = 'marketing')
  AND contact_id IN (
    SELECT contact_id FROM events.tracks
    WHERE event = 'site_visited' AND occurred_at >= '2026-08-04 09:00:00' AND occurred_at < '2026-11-02 09:00:00')
