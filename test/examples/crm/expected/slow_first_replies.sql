-- for every local day from the one of the ticket to the one of the reply, what lies between 8 and 18 o'clock
WITH local AS (
  SELECT id, timezone('Europe/Warsaw', timezone('UTC', created_at)) AS asked, timezone('Europe/Warsaw', timezone('UTC', first_replied_at)) AS answered
  FROM support.tickets
  WHERE priority IN ('high', 'urgent') AND created_at >= '2026-09-03 09:00:00' AND created_at < '2026-11-02 09:00:00'
    AND first_replied_at IS NOT NULL),
days AS (SELECT id, asked, answered, unnest(range(asked::DATE, answered::DATE + INTERVAL 1 DAY, INTERVAL 1 DAY)) AS day FROM local)
SELECT id FROM days
WHERE isodow(day) <= 5
GROUP BY id
HAVING sum(greatest(0, epoch(least(answered, day + INTERVAL 18 HOUR)) - epoch(greatest(asked, day + INTERVAL 8 HOUR)))) > 36000
