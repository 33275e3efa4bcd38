SELECT contact_id
FROM crm.contacts
WHERE email IS NOT NULL
  AND created_at >= TIMESTAMP '2021-03-06 15:30:00'
  AND created_at < TIMESTAMP '2021-04-05 15:30:00'
