SELECT id FROM shop.customers WHERE email IS NOT NULL AND accepts_newsletter
