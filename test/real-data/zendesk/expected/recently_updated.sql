-- 90 days before now: 2020-10-16 09:00 UTC; four weeks before: 2020-12-17 09:00 UTC
SELECT id
FROM support.tickets
WHERE status IS NOT NULL
  AND status <> 'deleted'
  AND (
    (updated_at >= TIMESTAMP '2020-10-16 09:00:00' AND updated_at < TIMESTAMP '2021-01-14 09:00:00')
    OR created_at > TIMESTAMP '2020-12-17 09:00:00'
  )
