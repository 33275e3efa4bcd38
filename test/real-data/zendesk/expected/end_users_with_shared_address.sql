SELECT id FROM support.users WHERE lower(email) = 'example@email.com' AND role = 'end-user'
