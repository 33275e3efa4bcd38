SELECT d.organization_id
FROM zendesk.domain_name AS d
GROUP BY d.organization_id
HAVING count(*) > 3
    OR d.organization_id IN (SELECT organization_id FROM zendesk.organization_tag WHERE tag = '63ad9d34f3503826e5f649ae6b7ac92c')
