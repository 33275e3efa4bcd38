-- the previous year is 2020 in Los Angeles
SELECT o.id
FROM support.organizations AS o
WHERE o.name IS NOT NULL
  AND NOT o.shared_tickets
  AND o.created_at >= TIMESTAMP '2020-01-01 08:00:00'
  AND o.created_at < TIMESTAMP '2021-01-01 08:00:00'
  AND o.id NOT IN (SELECT organization_id FROM support.users WHERE organization_id IS NOT NULL)
  AND o.id NOT IN (SELECT organization_id FROM support.tickets WHERE organization_id IS NOT NULL)
