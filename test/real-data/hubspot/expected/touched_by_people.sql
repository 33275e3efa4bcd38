-- July 2019 begins at 04:00 UTC in New York (summer), February 2020 at 05:00 UTC (winter)
SELECT contact_id
FROM hubspot.contact_property_history
GROUP BY contact_id
HAVING bool_or(source IN ('MEETINGS', 'EMAIL', 'EMAIL_INTEGRATION', 'BCC_TO_CRM'))
   AND bool_or("timestamp" >= TIMESTAMP '2019-07-01 04:00:00' AND "timestamp" < TIMESTAMP '2020-02-01 05:00:00')
