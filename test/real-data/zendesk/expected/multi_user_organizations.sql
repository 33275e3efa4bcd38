SELECT o.id
FROM support.organizations AS o
JOIN support.users AS u ON u.organization_id = o.id
GROUP BY o.id
HAVING count(*) >= 2
