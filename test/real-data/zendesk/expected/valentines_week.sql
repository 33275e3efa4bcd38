SELECT id
FROM support.tickets
WHERE CAST(timezone('America/Los_Angeles', timezone('UTC', created_at)) AS DATE) IN (DATE '2020-02-13', DATE '2020-02-18')
