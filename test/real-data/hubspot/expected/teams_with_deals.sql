SELECT l.team_id
FROM crm.owner_teams AS l
JOIN crm.deals AS d ON d.owner_id = l.owner_id
GROUP BY l.team_id
HAVING count(*) > 10
