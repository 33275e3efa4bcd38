SELECT d.id FROM crm.deals d JOIN crm.deal_stages s ON s.id = d.stage_id JOIN crm.users u ON u.id = d.owner_id
WHERE s.name IN ('qualified', 'proposal', 'negotiation', 'contract') AND d.expected_close_on < DATE '2026-11-02'
