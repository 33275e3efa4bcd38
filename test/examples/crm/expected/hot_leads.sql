SELECT contact_id FROM crm.contacts
WHERE created_at >= '2026-09-03 09:00:00' AND created_at < '2026-11-02 09:00:00'
  AND (lead ->> '$.score')::INTEGER >= 70
  AND (lead ->> '$.source') IN ('webinar', 'fair', 'referral')
  AND contact_id NOT IN (SELECT contact_id FROM shop.orders)
