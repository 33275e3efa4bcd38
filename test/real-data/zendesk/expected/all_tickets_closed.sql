SELECT organization_id
FROM support.tickets
WHERE organization_id IS NOT NULL
GROUP BY organization_id
HAVING count(*) FILTER (WHERE status = 'closed' AND via_channel = 'email') = count(*)
