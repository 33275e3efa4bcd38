SELECT contact_id FROM crm.contacts
WHERE list_has_any(interests, ['sustainability', 'wellbeing'])
  AND NOT list_contains(interests, 'snacks')
  AND timezone IS DISTINCT FROM 'America/New_York'
