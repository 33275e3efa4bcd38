-- six months before now: 14 July 2020, 01:00 in Los Angeles, summer time
SELECT u.id
FROM support.users AS u
WHERE (u.last_login_at IS NULL OR u.last_login_at < TIMESTAMP '2020-12-15 09:00:00')
  AND EXISTS (
    SELECT 1 FROM support.tickets AS t
    WHERE t.requester_id = u.id
      AND t.status IN ('solved', 'closed')
      AND t.created_at >= TIMESTAMP '2020-07-14 08:00:00'
      AND t.created_at < TIMESTAMP '2021-01-14 09:00:00'
  )
