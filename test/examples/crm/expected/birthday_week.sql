-- month and day from 2 to 8 November
SELECT contact_id FROM crm.contacts
WHERE country IN ('PL', 'DE', 'FR') AND strftime(birth_date, '%m-%d') BETWEEN '11-02' AND '11-08'
