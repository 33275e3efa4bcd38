SELECT owner_id FROM hubspot.owner WHERE created_at = updated_at AND active_user_id IS NULL
