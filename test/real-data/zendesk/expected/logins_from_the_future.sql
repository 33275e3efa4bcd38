SELECT id
FROM support.users
WHERE last_login_at > TIMESTAMP '2021-01-14 09:00:00'
  AND created_at >= TIMESTAMP '2020-01-14 09:00:00'
  AND created_at < TIMESTAMP '2021-01-14 09:00:00'
