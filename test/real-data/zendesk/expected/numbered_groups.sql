SELECT id FROM zendesk."group" WHERE lower(name) LIKE 'assignment group%' AND updated_at = created_at
