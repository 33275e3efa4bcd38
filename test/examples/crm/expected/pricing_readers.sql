-- the previous week in Warsaw: Monday 26 October 00:00 (winter time since the 25th) until Monday 2 November 00:00
SELECT c.contact_id FROM crm.contacts c
WHERE EXISTS (FROM events.tracks t WHERE t.contact_id = c.contact_id AND event = 'site_visited' AND url ILIKE '%/pricing%'
        AND occurred_at >= '2026-10-25 23:00:00' AND occurred_at < '2026-11-01 23:00:00')
  AND (SELECT count(*) FROM events.tracks t WHERE t.contact_id = c.contact_id AND event = 'site_visited'
        AND (properties ->> '$.referrer') = 'search'
        AND occurred_at >= '2026-10-19 09:00:00' AND occurred_at < '2026-11-02 09:00:00') >= 2
