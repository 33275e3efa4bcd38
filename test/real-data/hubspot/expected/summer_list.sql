-- now: 2021-04-05 15:30 UTC (11:30 in New York); nine months before: 2020-07-05 11:30 in New York
SELECT DISTINCT contact_id
FROM crm.list_members
WHERE list_name = 'ZmFzI47HQGUvjCy6MGyVhQ=='
  AND NOT removed
  AND added_at < TIMESTAMP '2020-07-05 15:30:00'
