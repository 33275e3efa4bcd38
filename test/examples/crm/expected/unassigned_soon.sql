SELECT id FROM crm.tasks
WHERE assignee_id IS NULL AND completed_at IS NULL
  AND (due_at IS NULL OR (due_at >= '2026-11-02 09:00:00' AND due_at < '2026-11-09 09:00:00'))
