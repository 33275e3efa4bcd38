-- the clock of every zone at 2026-11-02 09:00 UTC, a Monday
WITH zones AS (
  SELECT name, timezone(name, TIMESTAMPTZ '2026-11-02 09:00:00Z') AS clock FROM pg_timezone_names())
SELECT c.contact_id FROM crm.contacts c JOIN zones z ON z.name = c.timezone
WHERE extract(hour FROM z.clock) BETWEEN 9 AND 11 AND isodow(z.clock) <= 5
  AND extract(hour FROM timezone(c.timezone, timezone('UTC', c.last_visit_at))) BETWEEN 6 AND 11
