-- New Year in New York: 05:00 UTC
SELECT c.contact_id
FROM crm.contacts AS c
WHERE c.email IS NOT NULL
  AND c.created_at < TIMESTAMP '2021-01-01 05:00:00'
  AND coalesce(c.company_name, '') <> 'SampleCompany'
  AND NOT EXISTS (SELECT 1 FROM crm.deal_contacts AS d WHERE d.contact_id = c.contact_id)
