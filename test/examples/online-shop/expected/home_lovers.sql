SELECT c.id FROM shop.customers c
WHERE EXISTS (FROM shop.orders o JOIN shop.products p ON p.sku = o.sku WHERE o.customer_id = c.id AND p.category = 'home')
  AND NOT EXISTS (FROM shop.orders o WHERE o.customer_id = c.id AND discount_code IS NOT NULL)
  AND c.country IS DISTINCT FROM 'US'
