-- fifths by counting: the first n % 5 of them hold one contact more
WITH buyers AS (
  SELECT c.contact_id,
    max(o.placed_at) FILTER (WHERE o.status = 'paid') AS last_paid,
    count(*) FILTER (WHERE o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00') AS orders,
    sum(o.total) FILTER (WHERE o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00') AS spent
  FROM crm.contacts c JOIN shop.orders o USING (contact_id)
  GROUP BY c.contact_id
  HAVING count(*) FILTER (WHERE o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00') > 0),
placed AS (
  SELECT contact_id, 'r' AS letter, row_number() OVER (ORDER BY last_paid, contact_id) - 1 AS ahead, count(*) OVER () AS n
  FROM buyers WHERE last_paid IS NOT NULL
  UNION ALL
  SELECT contact_id, 'f', row_number() OVER (ORDER BY orders, contact_id) - 1, count(*) OVER () FROM buyers
  UNION ALL
  SELECT contact_id, 'm', row_number() OVER (ORDER BY spent, contact_id) - 1, count(*) OVER () FROM buyers),
fifths AS (
  SELECT contact_id, letter,
    CASE WHEN ahead < (n % 5) * (n // 5 + 1) THEN ahead // (n // 5 + 1) + 1
         ELSE n % 5 + (ahead - (n % 5) * (n // 5 + 1)) // (n // 5) + 1 END AS fifth
  FROM placed)
SELECT contact_id FROM fifths GROUP BY contact_id
HAVING max(fifth) FILTER (WHERE letter = 'r') = 5
  AND max(fifth) FILTER (WHERE letter = 'f') >= 4 AND max(fifth) FILTER (WHERE letter = 'm') >= 4
