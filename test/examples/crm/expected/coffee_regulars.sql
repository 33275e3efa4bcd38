WITH coffee_orders AS (
  SELECT DISTINCT o.id, o.contact_id FROM shop.orders o
  JOIN shop.order_lines l ON l.order_id = o.id JOIN shop.products p ON p.sku = l.product_id
  WHERE o.status = 'paid' AND p.category = 'coffee'
    AND o.placed_at >= '2026-05-06 09:00:00' AND o.placed_at < '2026-11-02 09:00:00')
SELECT c.contact_id FROM crm.contacts c JOIN coffee_orders USING (contact_id) GROUP BY c.contact_id HAVING count(*) >= 2
