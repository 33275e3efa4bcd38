-- a year before now: 2020-04-05 11:30 in New York
SELECT c.contact_id
FROM crm.contacts AS c
WHERE (
    c.last_name IS NOT NULL
    OR c.contact_id IN (SELECT contact_id FROM crm.deal_contacts)
    OR EXISTS (
      SELECT 1 FROM hubspot.contact_property_history AS h
      WHERE h.contact_id = c.contact_id
        AND h.source <> 'MIGRATION'
        AND h."timestamp" >= TIMESTAMP '2020-04-05 15:30:00'
        AND h."timestamp" < TIMESTAMP '2021-04-05 15:30:00'
    )
  )
  AND c.contact_id NOT IN (
    SELECT contact_id FROM crm.list_members
    WHERE list_name = 'ZmFzI47HQGUvjCy6MGyVhQ==' AND NOT removed AND added_at < TIMESTAMP '2020-07-05 15:30:00'
  )
