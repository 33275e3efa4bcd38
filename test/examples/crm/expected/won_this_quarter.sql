SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id
WHERE s.name = 'won'
  AND d.id IN (SELECT deal_id FROM crm.deal_stage_history WHERE to_stage = 'won'
                 AND changed_at >= '2026-09-30 22:00:00' AND changed_at < '2026-11-02 09:00:00')
