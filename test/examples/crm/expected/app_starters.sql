-- this year in Warsaw begins at 31 December 23:00 UTC
SELECT c.contact_id FROM crm.contacts c
WHERE (SELECT arg_min(channel, placed_at) FROM shop.orders o WHERE o.contact_id = c.contact_id) = 'app'
  AND NOT EXISTS (FROM shop.orders o WHERE o.contact_id = c.contact_id AND o.coupon = 'WELCOME10'
        AND o.placed_at >= '2025-12-31 23:00:00' AND o.placed_at < '2026-11-02 09:00:00')
