SELECT t.id
FROM support.tickets AS t
LEFT JOIN support.users AS r ON r.id = t.requester_id
LEFT JOIN support.users AS a ON a.id = t.assignee_id
LEFT JOIN support.organizations AS o ON o.id = r.organization_id
WHERE (r.name IS NOT NULL OR coalesce(a.name LIKE 'Arthur%', FALSE))
  AND (o.name IS NULL OR o.name <> 'Smith')
