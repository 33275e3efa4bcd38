SELECT sku FROM shop.products WHERE (list_contains(tags, 'gift') OR list_contains(tags, 'kids')) AND price < 40 AND in_stock > 0
