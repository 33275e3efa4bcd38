SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id
WHERE s.name NOT IN ('won', 'lost') AND d.expected_close_on BETWEEN DATE '2026-11-15' AND DATE '2026-12-31'
  AND d.amount * d.probability > 10000
