SELECT id
FROM hubspot.company
WHERE property_country = 'United States'
  AND coalesce("property_hs_all-funky-a9384-syntax", 0) < 10
