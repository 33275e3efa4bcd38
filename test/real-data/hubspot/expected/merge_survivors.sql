SELECT contact_id FROM crm.contacts WHERE array_length(string_split(merged_ids, ';')) > 1
