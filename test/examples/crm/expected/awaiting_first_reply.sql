SELECT id FROM support.tickets
WHERE priority IN ('high', 'urgent') AND status IN ('new', 'open') AND first_replied_at IS NULL
