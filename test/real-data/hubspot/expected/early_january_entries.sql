SELECT deal_id
FROM crm.deals
WHERE (stage_code = 'f66ca9bc5a02c2f1513ce83f0a0e117d' OR stage_code = '09a969da1d61b38bd3746f0f49c1475a')
  AND stage_entered_at >= TIMESTAMP '2021-01-05 15:30:00'
  AND stage_entered_at < TIMESTAMP '2021-01-10 15:30:00'
