SELECT id
FROM hubspot.ticket
WHERE property_closed_date < property_createdate
   OR property_closed_date > TIMESTAMP '2021-04-05 15:30:00'
