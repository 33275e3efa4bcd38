SELECT id FROM hubspot.ticket WHERE property_first_agent_reply_date > property_createdate
