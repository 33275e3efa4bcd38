-- newest email marketing consent is opted_in, and there is an address
WITH latest AS (
  SELECT contact_id, state, row_number() OVER (PARTITION BY contact_id ORDER BY changed_at DESC, state DESC) AS n
  FROM crm.consents WHERE channel = 'email' AND purpose = 'marketing')
SELECT c.contact_id FROM crm.contacts c
JOIN latest l ON l.contact_id = c.contact_id AND l.n = 1 AND l.state = 'opted_in'
WHERE c.email IS NOT NULL
