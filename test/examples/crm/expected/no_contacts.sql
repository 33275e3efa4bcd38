SELECT id FROM crm.companies EXCEPT SELECT company_id FROM crm.contacts
