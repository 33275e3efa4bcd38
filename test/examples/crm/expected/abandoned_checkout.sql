SELECT c.contact_id FROM crm.contacts c
WHERE EXISTS (FROM events.tracks t WHERE t.contact_id = c.contact_id AND event = 'checkout_started'
        AND (properties ->> '$.value')::DECIMAL(18, 2) >= 50
        AND occurred_at >= '2026-10-30 09:00:00' AND occurred_at < '2026-11-02 09:00:00')
  AND NOT EXISTS (FROM shop.orders o WHERE o.contact_id = c.contact_id
        AND placed_at >= '2026-10-30 09:00:00' AND placed_at < '2026-11-02 09:00:00')
  AND c.email IS NOT NULL
  AND (SELECT arg_max(state, changed_at) FROM crm.consents s
       WHERE s.contact_id = c.contact_id AND channel = 'email' AND purpose = 'marketing') = 'opted_in'
