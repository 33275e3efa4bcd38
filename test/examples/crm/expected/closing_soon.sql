SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id
WHERE s.name NOT IN ('won', 'lost') AND d.amount >= 50000
  AND (d.probability >= 0.7 OR (d.expected_close_on >= DATE '2026-11-02' AND d.expected_close_on < DATE '2026-11-16'))
