SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id
WHERE s.name NOT IN ('won', 'lost')
  AND epoch_ms(TIMESTAMP '2026-11-02 09:00:00') - epoch_ms(d.stage_entered_at) > 1.5 * s.typical_days * 86400000
  AND NOT EXISTS (FROM crm.tasks t WHERE t.deal_id = d.id AND t.completed_at IS NULL AND t.due_at > '2026-11-02 09:00:00')
