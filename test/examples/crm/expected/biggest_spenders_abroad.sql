WITH spenders AS (
  SELECT c.contact_id, sum(o.total) FILTER (WHERE o.status = 'paid') AS spent
  FROM crm.contacts c JOIN shop.orders o USING (contact_id)
  WHERE c.country <> 'PL'
    AND NOT coalesce(lower(c.email) LIKE '%@brightpantry.example' OR lower(c.email) LIKE 'test+%', false)
    AND NOT EXISTS (FROM crm.list_members l WHERE l.contact_id = c.contact_id AND l.list_slug = 'employees')
  GROUP BY c.contact_id HAVING sum(o.total) FILTER (WHERE o.status = 'paid') > 0)
SELECT a.contact_id FROM spenders a
WHERE 10 * (SELECT count(*) FROM spenders b WHERE b.spent > a.spent) < (SELECT count(*) FROM spenders)
