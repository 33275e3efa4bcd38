-- eight weeks before now: 2020-11-19 09:00 UTC; 240 and 200 days before: 2020-05-19 and 2020-06-28, 09:00 UTC
SELECT id
FROM support.organizations
WHERE updated_at > created_at
  AND (
    (updated_at >= TIMESTAMP '2020-11-19 09:00:00' AND updated_at < TIMESTAMP '2021-01-14 09:00:00')
    OR (updated_at >= TIMESTAMP '2020-05-19 09:00:00' AND updated_at < TIMESTAMP '2020-06-28 09:00:00')
  )
