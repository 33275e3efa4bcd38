SELECT DISTINCT t.id FROM crm.tasks t
JOIN crm.task_links k ON k.blocked_task_id = t.id JOIN crm.tasks b ON b.id = k.blocking_task_id
WHERE t.completed_at IS NULL AND b.completed_at IS NULL AND b.due_at < '2026-11-02 09:00:00'
