SELECT id FROM crm.tasks WHERE assignee_id = 'ada.keller' AND due_at < '2026-11-02 09:00:00' AND completed_at IS NULL
