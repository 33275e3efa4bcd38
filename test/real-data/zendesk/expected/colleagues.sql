SELECT u.id
FROM support.users AS u
WHERE u.organization_id IN (
    SELECT organization_id FROM support.users WHERE organization_id IS NOT NULL GROUP BY organization_id HAVING count(*) > 1
  )
  AND (u.role IS NULL OR u.role <> 'agent')
