SELECT o.owner_id
FROM hubspot.owner AS o
WHERE EXISTS (
    SELECT 1 FROM crm.owner_teams AS l JOIN hubspot.team AS t ON t.id = l.team_id
    WHERE l.owner_id = o.owner_id AND l.is_team_primary AND t.name IN ('team_01', 'team_02')
  )
  AND (SELECT count(*) FROM crm.deals AS d WHERE d.owner_id = o.owner_id)
    > (SELECT count(*) FROM crm.owner_teams AS l WHERE l.owner_id = o.owner_id)
