SELECT id FROM support.tickets WHERE status = 'pending' AND updated_at < '2026-10-23 09:00:00'
