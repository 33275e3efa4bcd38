SELECT engagement_id
FROM hubspot.engagement_meeting
WHERE start_time < TIMESTAMP '2000-01-01 05:00:00'
   OR (source = 'BIDIRECTIONAL_SYNC' AND end_time < TIMESTAMP '2020-04-05 15:30:00')
