SELECT sku FROM shop.products WHERE status <> 'draft' AND price - unit_cost < 0.2 * price
