SELECT id FROM support.tickets
WHERE (subject ILIKE '%invoice%' OR subject ILIKE '%refund%')
  AND created_at >= '2026-09-03 09:00:00' AND created_at < '2026-11-02 09:00:00'
  AND (solved_at IS NULL OR satisfaction <= 2)
