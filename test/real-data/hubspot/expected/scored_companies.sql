SELECT id FROM hubspot.company WHERE "property_hs_all-funky-a9384-syntax" BETWEEN 5 AND 100
