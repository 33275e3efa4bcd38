-- the second half of 2020 in Los Angeles: 07:00 UTC on 1 July to 08:00 UTC on 1 January
SELECT ticket_id
FROM zendesk.ticket_comment
GROUP BY ticket_id
HAVING count(*) FILTER (WHERE public) >= 4
   AND max(created) >= TIMESTAMP '2020-07-01 07:00:00'
   AND max(created) < TIMESTAMP '2021-01-01 08:00:00'
