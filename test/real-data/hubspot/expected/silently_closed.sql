-- six months before now: 2020-10-05 11:30 in New York
SELECT id
FROM hubspot.ticket
WHERE property_first_agent_reply_date IS NULL
  AND property_closed_date < TIMESTAMP '2021-04-05 15:30:00'
  AND property_createdate >= TIMESTAMP '2020-10-05 15:30:00'
  AND property_createdate < TIMESTAMP '2021-04-05 15:30:00'
  AND property_hubspot_owner_id IS NULL
