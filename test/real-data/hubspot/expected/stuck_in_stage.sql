SELECT deal_id FROM crm.deals WHERE stage_entered_at < TIMESTAMP '2021-01-10 15:30:00'
