SELECT co.id FROM crm.companies co
JOIN crm.contacts c ON c.company_id = co.id
JOIN shop.orders o ON o.contact_id = c.contact_id
JOIN shop.order_lines l ON l.order_id = o.id
JOIN shop.products p ON p.sku = l.product_id
WHERE p.category = 'equipment' AND o.placed_at >= '2025-11-02 09:00:00' AND o.placed_at < '2026-11-02 09:00:00'
GROUP BY co.id HAVING sum(l.revenue) > 800
