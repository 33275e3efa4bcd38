SELECT id FROM support.tickets WHERE first_replied_at IS NULL AND created_at < '2026-11-01 09:00:00'
